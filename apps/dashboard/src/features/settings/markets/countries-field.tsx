"use client";

import { Button, Icon, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Options } from "../../../shell/options.tsx";
import type { Option } from "../../stores/option-lists.ts";

/** The countries of a market: those it has, to be taken out, and one to add; "*" is everywhere else. */
export function CountriesField({
  chosen,
  taken,
  error,
  countries,
  onChange,
}: {
  chosen: readonly string[];
  /** Countries of other markets. */
  taken: readonly string[];
  error: string | undefined;
  countries: readonly Option[];
  onChange: (countries: string[]) => void;
}) {
  const t = useTranslations("markets");
  const all: Option[] = [["*", t("everywhereElse")], ...countries];
  const names = new Map(all);
  const free = all.filter(([code]) => !chosen.includes(code) && !taken.includes(code));
  const [next, setNext] = useState("");
  const country = free.some(([code]) => code === next)
    ? next
    : (free.find(([code]) => code !== "*")?.[0] ?? "");
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t("countries")}</legend>
      <p className="mb-2 text-ink-3 text-small">{t("countriesHelp")}</p>
      <ul className="mb-3 flex flex-wrap gap-2">
        {chosen.map((code) => (
          <li key={code} className="flex items-center gap-1 rounded-pill bg-neutral-soft py-0.5 pr-1 pl-3">
            {names.get(code) ?? code}
            <Button
              look="quiet"
              size="icon"
              className="size-7 max-md:size-11"
              aria-label={t("removeCountry", { country: names.get(code) ?? code })}
              onClick={() => onChange(chosen.filter((one) => one !== code))}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      {error ? (
        <p role="alert" className="mb-2 flex items-start gap-1.5 text-danger text-small">
          <Icon name="warning" size={16} className="mt-0.5" />
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Select
          aria-label={t("country")}
          className="w-64 max-md:w-full"
          value={country}
          onChange={(event) => setNext(event.target.value)}
        >
          <Options of={free} />
        </Select>
        <Button disabled={country === ""} onClick={() => onChange([...chosen, country])}>
          {t("addCountry")}
        </Button>
      </div>
    </fieldset>
  );
}
