"use client";

import type { ConsignmentKind } from "@hutong/inventory/schemas";
import { minorUnits } from "@hutong/kernel";
import { Block, Button, Icon, Input } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { GoodsPicker } from "../discounts/goods-picker.tsx";
import { type ConsignmentValues, costFault, quantityFault } from "./consignment-values.ts";

/** What is in a draft: variants with their units, and of a purchase order with their costs. */
export function ConsignmentLines({
  kind,
  form,
  refused,
}: {
  kind: ConsignmentKind;
  form: UseFormReturn<ConsignmentValues>;
  /** What the server said of a line, by its field ("lines.0"). */
  refused: (field: string) => string | undefined;
}) {
  const t = useTranslations("consignments");
  const { currency } = useStore();
  const lines = useFieldArray({ control: form.control, name: "lines" });
  return (
    <Block title={t("goods")} note={kind === "purchase" ? t("costNote", { currency }) : null}>
      <ul className="mb-3 border-line border-t empty:hidden">
        {lines.fields.map((line, index) => (
          <Line
            key={line.id}
            kind={kind}
            form={form}
            index={index}
            name={line.name}
            refusal={refused(`lines.${index}`)}
            onRemove={() => lines.remove(index)}
          />
        ))}
      </ul>
      <GoodsPicker
        of="variants"
        chosen={lines.fields.map((line) => line.variantId)}
        onAdd={({ id, title }) => lines.append({ variantId: id, name: title, quantity: "1", cost: "" })}
      />
    </Block>
  );
}

function Line({
  kind,
  form,
  index,
  name,
  refusal,
  onRemove,
}: {
  kind: ConsignmentKind;
  form: UseFormReturn<ConsignmentValues>;
  index: number;
  name: string;
  refusal: string | undefined;
  onRemove: () => void;
}) {
  const t = useTranslations("consignments");
  const reason = useReason();
  const { currency } = useStore();
  const wrong = form.formState.errors.lines?.[index];
  const text = refusal ?? wrong?.quantity?.message ?? wrong?.cost?.message;
  const quantity = form.register(`lines.${index}.quantity`, {
    validate: (typed) => {
      const code = quantityFault(typed);
      return code === null || reason(code);
    },
  });
  const cost = form.register(`lines.${index}.cost`, {
    validate: (typed) => {
      const code = kind === "purchase" ? costFault(typed, currency) : null;
      return code === null || reason(code, { currency, digits: minorUnits(currency) });
    },
  });
  return (
    <li className="border-line border-b py-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 basis-48">{name}</span>
        <span className="ml-auto flex items-center gap-2">
          <span className="w-20">
            <Input
              className="text-right"
              inputMode="numeric"
              autoComplete="off"
              aria-label={t("quantityOf", { name })}
              aria-invalid={refusal || wrong?.quantity ? true : undefined}
              {...quantity}
            />
          </span>
          {kind === "purchase" ? (
            <span className="w-28">
              <Input
                className="text-right"
                inputMode="decimal"
                autoComplete="off"
                placeholder={t("cost")}
                aria-label={t("costOf", { name })}
                aria-invalid={wrong?.cost ? true : undefined}
                {...cost}
              />
            </span>
          ) : null}
          <Button look="quiet" size="small" aria-label={t("removeLine", { name })} onClick={onRemove}>
            <Icon name="close" size={14} />
          </Button>
        </span>
      </div>
      {text ? (
        <p role="alert" className="text-right text-danger text-small">
          {text}
        </p>
      ) : null}
    </li>
  );
}
