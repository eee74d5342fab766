"use client";

import { AffixedInput, Button, Field, Icon, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import type { Option } from "../../stores/option-lists.ts";
import { chargeKinds, type ZoneValues } from "./zone-values.ts";

interface Props {
  readonly index: number;
  readonly currency: string;
  readonly faults: Readonly<Record<string, string | undefined>>;
}

type Part =
  | "price"
  | "firstWeight"
  | "firstPrice"
  | "furtherWeight"
  | "furtherPrice"
  | "mostWeight"
  | "freeAbove"
  | "minimum";

// One typed amount or weight of a rate, with its unit beside it.
function Typed({ index, part, currency, faults }: Props & { part: Part }) {
  const t = useTranslations("shipping");
  const { register } = useFormContext<ZoneValues>();
  const unit = part.endsWith("Weight") ? { after: "kg" } : { before: currency };
  const isOptional = part === "mostWeight" || part === "freeAbove" || part === "minimum";
  return (
    <Field
      label={t(`fields.${part}`)}
      aside={isOptional ? t("optional") : undefined}
      error={faults[`rates.${index}.${part}`]}
    >
      <AffixedInput
        inputMode="decimal"
        autoComplete="off"
        {...unit}
        {...register(`rates.${index}.${part}`)}
      />
    </Field>
  );
}

function Tiers({ index, currency, faults }: Props) {
  const t = useTranslations("shipping");
  const { register, control } = useFormContext<ZoneValues>();
  const kind = useWatch({ control, name: `rates.${index}.kind` });
  const { fields, append, remove } = useFieldArray({ control, name: `rates.${index}.tiers` });
  const unit =
    kind === "weight" ? { after: "kg" } : kind === "price" ? { before: currency } : { after: t("units") };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-ink-3 text-small">{t("tiersNote")}</legend>
      {fields.map((field, tier) => (
        <div key={field.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-3">
          <Field label={t("fields.upTo")} error={faults[`rates.${index}.tiers.${tier}.upTo`]}>
            <AffixedInput
              inputMode="decimal"
              autoComplete="off"
              placeholder={t("noEnd")}
              {...unit}
              {...register(`rates.${index}.tiers.${tier}.upTo`)}
            />
          </Field>
          <Field label={t("fields.price")} error={faults[`rates.${index}.tiers.${tier}.price`]}>
            <AffixedInput
              inputMode="decimal"
              autoComplete="off"
              before={currency}
              {...register(`rates.${index}.tiers.${tier}.price`)}
            />
          </Field>
          <Button
            look="quiet"
            size="icon"
            className="mt-7"
            aria-label={t("removeTier", { place: tier + 1 })}
            disabled={fields.length === 1}
            onClick={() => remove(tier)}
          >
            <Icon name="close" size={16} />
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => append({ upTo: "", price: "" })}>
          {t("addTier")}
        </Button>
      </div>
    </fieldset>
  );
}

function ChargeFields(props: Props) {
  const { control } = useFormContext<ZoneValues>();
  const kind = useWatch({ control, name: `rates.${props.index}.kind` });
  if (kind === "flat") return <Typed {...props} part="price" />;
  if (kind !== "steps") return <Tiers {...props} />;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Typed {...props} part="firstWeight" />
      <Typed {...props} part="firstPrice" />
      <Typed {...props} part="furtherWeight" />
      <Typed {...props} part="furtherPrice" />
      <Typed {...props} part="mostWeight" />
    </div>
  );
}

/** One rate of a zone: its names, what it costs, when it is free, and how long it takes. */
export function RateFields({
  languages,
  count,
  onRemove,
  onMove,
  ...props
}: Props & {
  languages: readonly Option[];
  count: number;
  onRemove: () => void;
  onMove: (by: number) => void;
}) {
  const t = useTranslations("shipping");
  const { register } = useFormContext<ZoneValues>();
  const { index, faults } = props;
  const at = `rates.${index}` as const;
  const place = index + 1;
  return (
    <fieldset className="flex flex-col gap-4 rounded-3 border border-line p-4">
      <legend className="sr-only">{t("rateOf", { place })}</legend>
      <div className="flex items-center gap-1">
        <b className="flex-1 font-semibold">{t("rateOf", { place })}</b>
        {([-1, 1] as const).map((by) => (
          <Button
            key={by}
            look="quiet"
            size="icon"
            aria-label={t(by < 0 ? "rateUp" : "rateDown", { place })}
            disabled={by < 0 ? index === 0 : place === count}
            onClick={() => onMove(by)}
          >
            <Icon name={by < 0 ? "up" : "down"} size={16} />
          </Button>
        ))}
        <Button look="quiet" size="small" aria-label={t("removeRate", { place })} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
      <div className="flex flex-col gap-4">
        {languages.map(([tag, language], which) => (
          <Field
            key={tag}
            label={t("rateName", { language })}
            error={which === 0 ? faults[`${at}.names`] : undefined}
          >
            <Input lang={tag} maxLength={80} autoComplete="off" {...register(`${at}.names.${tag}`)} />
          </Field>
        ))}
      </div>
      <Field label={t("fields.kind")} help={t("kindHelp")}>
        <Select {...register(`${at}.kind`)}>
          {chargeKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <ChargeFields {...props} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Typed {...props} part="freeAbove" />
        <Typed {...props} part="minimum" />
        {(["minDays", "maxDays"] as const).map((part) => (
          <Field key={part} label={t(`fields.${part}`)} error={faults[`${at}.${part}`]}>
            <AffixedInput
              inputMode="numeric"
              autoComplete="off"
              after={t("days")}
              {...register(`${at}.${part}`)}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
