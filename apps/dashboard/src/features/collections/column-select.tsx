"use client";

import { Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { columnOf, columnOfChoice, plainFields, type RuleChoice } from "./rule-columns.ts";
import type { ConditionText } from "./rule-values.ts";

/** What a condition is about: what every product has, or a metafield of products or variants by its name. */
export function ColumnSelect({
  condition,
  choices,
  onColumn,
}: {
  condition: ConditionText;
  choices: readonly RuleChoice[];
  onColumn: (column: string) => void;
}) {
  const t = useTranslations("collections.rules");
  const column = columnOf(condition);
  const { metafield } = condition;
  const isKnown = !metafield || choices.some((one) => columnOfChoice(one) === column);
  return (
    <Select aria-label={t("field")} value={column} onChange={(event) => onColumn(event.target.value)}>
      {plainFields.map((field) => (
        <option key={field} value={field}>
          {t(`fields.${field}`)}
        </option>
      ))}
      {/* A definition that is gone still stands in the rule, until another is chosen. */}
      {isKnown ? null : <option value={column}>{`${metafield.namespace}.${metafield.key}`}</option>}
      {(["PRODUCT", "PRODUCTVARIANT"] as const).map((owner) => {
        const own = choices.filter(({ ownerType }) => ownerType === owner);
        return own.length === 0 ? null : (
          <optgroup key={owner} label={t(`owners.${owner}`)}>
            {own.map((one) => (
              <option key={columnOfChoice(one)} value={columnOfChoice(one)}>
                {one.name}
              </option>
            ))}
          </optgroup>
        );
      })}
    </Select>
  );
}
