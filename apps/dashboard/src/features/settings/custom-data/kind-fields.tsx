"use client";

import { Block, Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { KindField } from "./kind-field.tsx";
import { type KindValues, newField } from "./kind-values.ts";

/** The fields of a kind of records, in the order in which an entry's form has them. */
export function KindFields({ says }: { says: (code: string | undefined) => string | undefined }) {
  const t = useTranslations("records");
  const { control } = useFormContext<KindValues>();
  const { fields, append, remove, swap } = useFieldArray({ control, name: "fields", keyName: "rowId" });
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [moved, setMoved] = useState<{ readonly uid: string; readonly way: "up" | "down" } | null>(null);
  useEffect(() => {
    // A row that moves in the page loses the focus, and at the end its button is no more to be pressed.
    const row = moved && list.current?.querySelector(`[data-field="${moved.uid}"]`);
    const button =
      row?.querySelector<HTMLElement>(`[data-way=${moved?.way}]:enabled`) ??
      row?.querySelector<HTMLElement>("[data-way]:enabled");
    button?.focus();
  }, [moved]);
  const move = (index: number, way: "up" | "down") => {
    swap(index, way === "up" ? index - 1 : index + 1);
    setMoved({ uid: fields[index]!.uid, way });
  };
  return (
    <Block title={t("fields")}>
      <ul ref={list}>
        {fields.map(({ rowId, uid }, index) => (
          <KindField
            key={rowId}
            index={index}
            says={says}
            onUp={index > 0 ? () => move(index, "up") : null}
            onDown={index < fields.length - 1 ? () => move(index, "down") : null}
            onRemove={() => {
              remove(index);
              // What had the focus is gone.
              add.current?.focus();
            }}
            uid={uid}
          />
        ))}
      </ul>
      {fields.length === 0 ? <p className="border-line border-y py-3 text-ink-3">{t("noFields")}</p> : null}
      <div className="mt-3">
        <Button
          ref={add}
          icon="plus"
          onClick={() => append(newField(crypto.randomUUID()), { focusName: `fields.${fields.length}.name` })}
        >
          {t("addField")}
        </Button>
      </div>
    </Block>
  );
}
