"use client";

import { Field, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { useStore } from "../../shell/store-provider.tsx";
import { type RuleChoice, valuesToChoose } from "./rule-columns.ts";
import { type CollectionValues, isAmount } from "./rule-values.ts";

/** What a condition compares with: chosen where there is little to choose from, else typed. */
export function RuleValue({
  index,
  choices,
  words,
}: {
  index: number;
  choices: readonly RuleChoice[];
  /** What is wrong with the condition. */
  words: string | undefined;
}) {
  const t = useTranslations("collections.rules");
  return (
    <Field label={<span className="sr-only">{t("value")}</span>} error={words}>
      <Control index={index} choices={choices} />
    </Field>
  );
}

function Control({ index, choices }: { index: number; choices: readonly RuleChoice[] }) {
  const t = useTranslations("collections.rules");
  const { register, control } = useFormContext<CollectionValues>();
  const { currency } = useStore();
  const { field, value, metafield } = useWatch({ control, name: `conditions.${index}` });
  const input = register(`conditions.${index}.value`);
  if (field === "availability" || metafield?.type === "boolean")
    return (
      <Select {...input}>
        <option value="yes">{field === "availability" ? t("yes") : t("isTrue")}</option>
        <option value="no">{field === "availability" ? t("no") : t("isFalse")}</option>
      </Select>
    );
  const few = valuesToChoose({ metafield }, choices);
  // A value that may not be chosen any more is shown nevertheless: it is what the rule says.
  if (few)
    return (
      <Select {...input}>
        {(few.includes(value) ? few : [value, ...few]).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
    );
  const isDecimal = isAmount(field) || metafield?.type === "number_decimal";
  const isWhole = metafield?.type === "number_integer";
  return (
    <Input
      maxLength={255}
      autoComplete="off"
      inputMode={isDecimal ? "decimal" : isWhole ? "numeric" : "text"}
      placeholder={isAmount(field) ? currency : undefined}
      {...input}
    />
  );
}
