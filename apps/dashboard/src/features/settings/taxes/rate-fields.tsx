"use client";

import { AffixedInput, Button, Field, Icon, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { useReason } from "../../../api/errors.ts";
import { Options } from "../../../shell/options.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { type CountryValues, faultsOf, type RateValues } from "./tax-values.ts";

interface Props {
  readonly index: number;
  readonly classes: readonly Option[];
  readonly onRemove: () => void;
}

/** One rate: what it is called, how much, of which goods, and where. */
export function RateFields({ index, classes, onRemove }: Props) {
  const t = useTranslations("taxes");
  const reason = useReason();
  const form = useFormContext<CountryValues>();
  const wrong = form.formState.errors.rates?.[index];
  const register = (field: keyof RateValues) =>
    form.register(`rates.${index}.${field}`, {
      validate: (_, values) => faultsOf(values.rates[index]!)[field] ?? true,
    });
  const says = (field: keyof RateValues) => {
    const code = wrong?.[field]?.message;
    return code ? reason(code) : undefined;
  };
  // On a wide page the first rate's labels stand over the others' fields too.
  const label = (words: string) => (index === 0 ? words : <span className="md:sr-only">{words}</span>);
  return (
    <li className="border-line border-t py-3">
      <div className="grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,1.4fr)_110px_minmax(0,1fr)_auto]">
        <Field label={label(t("taxName"))} error={says("name")}>
          <Input maxLength={60} placeholder={t("taxNamePlaceholder")} {...register("name")} />
        </Field>
        <Field label={label(t("rate"))} error={says("percent")}>
          <AffixedInput inputMode="decimal" after="%" {...register("percent")} />
        </Field>
        <Field label={label(t("class"))}>
          <Select {...register("taxClass")}>
            <Options of={classes} />
          </Select>
        </Field>
        <Button
          look="quiet"
          className={index === 0 ? "mt-[26px] justify-self-end" : "justify-self-end mt-1.5 max-md:mt-[26px]"}
          aria-label={t("removeRate", { number: index + 1 })}
          onClick={onRemove}
        >
          <Icon name="close" size={16} />
        </Button>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.6fr)]">
        <Field label={label(t("province"))}>
          <Input maxLength={80} placeholder={t("everywhere")} {...register("province")} />
        </Field>
        <Field label={label(t("city"))}>
          <Input maxLength={80} placeholder={t("everywhere")} {...register("city")} />
        </Field>
        <Field label={label(t("postcodes"))} error={says("postcodes")} className="max-md:col-span-2">
          <Input maxLength={2000} placeholder={t("postcodesPlaceholder")} {...register("postcodes")} />
        </Field>
      </div>
    </li>
  );
}
