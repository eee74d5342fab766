"use client";

import { provincePresets } from "@hutong/pricing/taxes";
import { Button, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext } from "react-hook-form";
import type { Option } from "../../stores/option-lists.ts";
import { RateFields } from "./rate-fields.tsx";
import { type CountryValues, percentOf, rateValues } from "./tax-values.ts";

/** A country's rates, to be added, changed and taken away. */
export function RateList({ country, classes }: { country: string; classes: readonly Option[] }) {
  const t = useTranslations("taxes");
  const form = useFormContext<CountryValues>();
  const rates = useFieldArray({ control: form.control, name: "rates" });
  const states = provincePresets(country);
  // One more is most often the same tax at another place.
  const add = () =>
    rates.append({
      name: form.getValues("rates").at(-1)?.name ?? "",
      taxClass: "standard",
      province: "",
      city: "",
      postcodes: "",
      percent: "",
    });
  return (
    <section>
      <h2 className="font-semibold text-section">{t("rates")}</h2>
      <p className="mb-3 text-ink-2">{t("ratesNote")}</p>
      {rates.fields.length === 0 ? (
        <p className="border-line border-y py-4 text-ink-2">{t("noRatesYet")}</p>
      ) : (
        <ul className="border-line border-b">
          {rates.fields.map((field, index) => (
            <RateFields key={field.id} index={index} classes={classes} onRemove={() => rates.remove(index)} />
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button size="small" onClick={add}>
          {t("addRate")}
        </Button>
        {states.length > 0 ? (
          <Select
            aria-label={t("addState")}
            value=""
            className="w-64"
            onChange={(event) => {
              const state = states.find(({ province }) => province === event.target.value);
              if (state) rates.append(rateValues(state));
            }}
          >
            <option value="">{t("addState")}</option>
            {states.map((state) => (
              <option key={state.province} value={state.province}>
                {state.province} · {percentOf(state.basisPoints)}%
              </option>
            ))}
          </Select>
        ) : null}
      </div>
      {states.length > 0 ? <p className="mt-2 text-ink-3 text-small">{t("stateNote")}</p> : null}
    </section>
  );
}
