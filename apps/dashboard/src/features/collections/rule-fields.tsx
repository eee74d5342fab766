"use client";

import type { RuleFault } from "@hutong/catalogue/schemas";
import { Block, Button, Field, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { ColumnSelect } from "./column-select.tsx";
import { columnOf, conditionOn, type RuleChoice, relationsOf } from "./rule-columns.ts";
import { RuleValue } from "./rule-value.tsx";
import { type CollectionValues, emptyCondition } from "./rule-values.ts";

const most = 60;

/** What a product must be to stand in the collection, one condition a line; what is wrong with one stands below it. */
export function RuleFields({
  faults,
  choices,
}: {
  faults: readonly RuleFault[];
  /** Metafields that can be asked about. */
  choices: readonly RuleChoice[];
}) {
  const t = useTranslations("collections.rules");
  const { register, control, setValue } = useFormContext<CollectionValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "conditions" });
  return (
    <Block title={t("title")} note={t("note")}>
      <Field label={t("match")} className="mb-4 max-w-80">
        <Select {...register("match")}>
          <option value="all">{t("all")}</option>
          <option value="any">{t("any")}</option>
        </Select>
      </Field>
      <ol className="flex flex-col gap-3">
        {fields.map((one, index) => (
          <Condition
            key={one.id}
            index={index}
            fault={faults.find((fault) => fault.index === index)}
            choices={choices}
            // Not by update(), which draws the line anew: who chooses by keys would lose the place.
            onColumn={(column) =>
              setValue(`conditions.${index}`, conditionOn(column, choices), { shouldDirty: true })
            }
            onRemove={fields.length > 1 ? () => remove(index) : null}
          />
        ))}
      </ol>
      <div className="mt-3">
        <Button
          icon="plus"
          reason={fields.length >= most ? t("most", { most }) : null}
          onClick={() => append(emptyCondition("tag"))}
        >
          {t("add")}
        </Button>
      </div>
    </Block>
  );
}

function Condition({
  index,
  fault,
  choices,
  onColumn,
  onRemove,
}: {
  index: number;
  fault: RuleFault | undefined;
  choices: readonly RuleChoice[];
  onColumn: (column: string) => void;
  /** Null for the last one that is left. */
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("collections.rules");
  const { register, control } = useFormContext<CollectionValues>();
  const condition = useWatch({ control, name: `conditions.${index}` });
  const column = columnOf(condition);
  const isList = condition.metafield?.type?.startsWith("list.");
  const number = index + 1;
  const words =
    fault &&
    t(fault.other === undefined ? `faults.${fault.code}` : "faults.together", {
      other: (fault.other ?? 0) + 1,
    });
  return (
    <li>
      <fieldset className="grid grid-cols-[1fr_1fr_1.4fr_auto] items-start gap-2 max-sm:grid-cols-[1fr_auto]">
        <legend className="sr-only">{t("condition", { number })}</legend>
        <div className="pt-1.5 max-sm:col-start-1 max-sm:pt-0">
          <ColumnSelect condition={condition} choices={choices} onColumn={onColumn} />
        </div>
        <div className="pt-1.5 max-sm:col-start-1 max-sm:pt-0">
          <Select key={column} aria-label={t("relation")} {...register(`conditions.${index}.relation`)}>
            {relationsOf(condition).map((relation) => (
              <option key={relation} value={relation}>
                {isList && (relation === "equals" || relation === "not-equals")
                  ? t(`ofLists.${relation}`)
                  : t(`relations.${relation}`)}
              </option>
            ))}
          </Select>
        </div>
        <div className="max-sm:col-start-1">
          <RuleValue key={column} index={index} choices={choices} words={words} />
        </div>
        <div className="pt-1.5 max-sm:col-start-2 max-sm:row-start-1 max-sm:pt-0">
          <Button
            look="quiet"
            icon="close"
            aria-label={t("remove", { number })}
            reason={onRemove ? null : t("last")}
            onClick={onRemove ?? undefined}
          />
        </div>
      </fieldset>
    </li>
  );
}
