"use client";

import { type FieldType, partsOf, type Validation } from "@hutong/metafields/schemas";
import { AffixedInput, Input, Select, Textarea } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useStore } from "../../shell/store-provider.tsx";
import { amountOf, moneyOf } from "./item-values.ts";

export interface ItemProps {
  readonly type: FieldType;
  readonly validations: readonly Validation[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  /** Whether the label of the field around is its own: of a list, the first alone. */
  readonly isFirst: boolean;
}

/** The right editor for one value that is typed or chosen from few. */
export function ItemEditor({ type, validations, value, onChange, label, isFirst }: ItemProps) {
  const t = useTranslations("metafields");
  const { currency } = useStore();
  const { single } = partsOf(type);
  const choices = validations.find(({ name }) => name === "choices");
  const given = {
    "aria-label": label,
    ...(isFirst ? {} : { id: undefined }),
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (choices || single === "boolean")
    return (
      <Select {...given}>
        <option value="">{t("nothing")}</option>
        {single === "boolean" ? (
          <>
            <option value="true">{t("yes")}</option>
            <option value="false">{t("no")}</option>
          </>
        ) : (
          (JSON.parse(choices?.value ?? "[]") as string[]).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))
        )}
      </Select>
    );
  switch (single) {
    case "multi_line_text_field":
      return <Textarea rows={3} {...given} />;
    case "json":
      return <Textarea rows={4} className="font-mono" spellCheck={false} {...given} />;
    case "number_integer":
      return <Input inputMode="numeric" autoComplete="off" {...given} />;
    case "number_decimal":
      return <Input inputMode="decimal" autoComplete="off" {...given} />;
    case "date":
      return <Input type="date" {...given} />;
    case "date_time":
      return (
        <AffixedInput
          {...given}
          type="datetime-local"
          after="UTC"
          value={value.slice(0, 16)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "money":
      return (
        <AffixedInput
          {...given}
          inputMode="decimal"
          before={currency}
          value={amountOf(value)}
          onChange={(event) => onChange(moneyOf(event.target.value, currency))}
        />
      );
    case "color":
      return (
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={label}
            className="h-[var(--field)] w-12 rounded-2 border border-control bg-surface p-1"
            value={/^#[0-9a-f]{6}$/i.test(value) ? value : "#ffffff"}
            onChange={(event) => onChange(event.target.value)}
          />
          <Input autoComplete="off" maxLength={7} placeholder="#c0392b" {...given} />
        </span>
      );
    case "url":
      return <Input type="url" autoComplete="off" placeholder="https://" {...given} />;
    default:
      return <Input autoComplete="off" {...given} />;
  }
}
