"use client";

import type { ProductAction } from "@hutong/catalogue/schemas";
import { Button, Dialog, Field, Input, Select } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";

export type BulkDialogKind = Exclude<ProductAction["kind"], "status">;

const listOf = (text: string) => [
  ...new Set(
    text
      .split(/[,，、\n]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** The action that a dialog's text makes; null while it is not there. */
function actionOf(kind: BulkDialogKind, text: string): ProductAction | null {
  switch (kind) {
    case "remove":
      return { kind };
    case "add-tags":
    case "remove-tags":
      return listOf(text).length > 0 ? { kind, tags: listOf(text).slice(0, 50) } : null;
    case "add-to-collection":
      return text ? { kind, collectionId: text } : null;
    case "vendor":
      return { kind, vendor: text.trim() };
    case "type":
      return { kind, productType: text.trim() };
  }
}

/** Asks for what an action needs, and says what it does to how many. */
export function BulkDialog({
  kind,
  count,
  onAct,
  onClose,
}: {
  kind: BulkDialogKind;
  count: number;
  onAct: (action: ProductAction) => void;
  onClose: () => void;
}) {
  const t = useTranslations("products.list");
  const cancel = useTranslations("common")("cancel");
  const { count: number } = useFormats();
  const [text, setText] = useState("");
  const action = actionOf(kind, text);
  const act = () => {
    if (action) onAct(action);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(`actions.${kind}`)}
      description={t(`notes.${kind}`, { count: number(count) })}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look={kind === "remove" ? "danger" : "primary"}
            reason={action ? null : t("fillFirst")}
            onClick={act}
          >
            {t(`does.${kind}`, { count: number(count) })}
          </Button>
        </>
      }
    >
      {kind === "remove" ? null : <Value kind={kind} text={text} onChange={setText} onEnter={act} />}
    </Dialog>
  );
}

function Value({
  kind,
  text,
  onChange,
  onEnter,
}: {
  kind: Exclude<BulkDialogKind, "remove">;
  text: string;
  onChange: (text: string) => void;
  onEnter: () => void;
}) {
  const t = useTranslations("products.list");
  const { handle } = useStore();
  const trpc = useTRPC();
  const known = useId();
  const { data } = useQuery(trpc.productList.choices.queryOptions({ store: handle }));
  if (kind === "add-to-collection")
    return (
      <Field label={t("names.collection")}>
        <Select autoFocus value={text} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t("choose")}</option>
          {data?.collections.map(({ id, title, isRuled }) => (
            <option key={id} value={id} disabled={isRuled}>
              {isRuled ? t("ruled", { title }) : title}
            </option>
          ))}
        </Select>
      </Field>
    );
  const isTags = kind === "add-tags" || kind === "remove-tags";
  const options = isTags ? data?.tags : kind === "vendor" ? data?.vendors : data?.types;
  return (
    <Field
      label={t(isTags ? "tags" : kind === "vendor" ? "names.vendor" : "names.type")}
      help={t(isTags ? "tagsHelp" : "emptyClears")}
    >
      <Input
        autoFocus
        list={known}
        maxLength={isTags ? 2_000 : 255}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter();
        }}
      />
      <datalist id={known}>
        {options?.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </Field>
  );
}
