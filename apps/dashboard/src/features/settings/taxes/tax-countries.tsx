"use client";

import type { TaxSettings } from "@hutong/pricing";
import { taxName } from "@hutong/pricing/taxes";
import { Button, Icon, Select } from "@hutong/ui";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Options } from "../../../shell/options.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { percentOf } from "./tax-values.ts";

interface Props {
  readonly taxes: TaxSettings;
  readonly countries: readonly Option[];
}

/** The countries with taxes of their own, and the way to one more. */
export function TaxCountries({ taxes, countries }: Props) {
  const t = useTranslations("taxes");
  const own = countries.filter(([code]) => taxes.countries[code]);
  return (
    <section className="mb-10">
      <h2 className="font-semibold text-section">{t("countries")}</h2>
      <p className="mb-3 text-ink-2">{t("countriesNote")}</p>
      {own.length === 0 ? (
        <p className="mb-4 border-line border-y py-4">
          <b className="font-semibold">{t("noCountries")}</b>
          <span className="block text-ink-2">{t("noCountriesNote")}</span>
        </p>
      ) : (
        <ul className="mb-4">
          {own.map(([code, name]) => (
            <CountryRow key={code} code={code} name={name} taxes={taxes} />
          ))}
        </ul>
      )}
      <AddCountry taxes={taxes} countries={countries.filter(([code]) => !taxes.countries[code])} />
    </section>
  );
}

function CountryRow({ code, name, taxes }: { code: string; name: string; taxes: TaxSettings }) {
  const t = useTranslations("taxes");
  const locale = useLocale();
  const { handle } = useStore();
  const country = taxes.countries[code]!;
  const wide = country.rates.filter((rate) => !rate.province && !rate.city && !rate.postcodes);
  const said = wide
    .slice(0, 3)
    .map((rate) => `${taxName(rate.name, locale)} ${percentOf(rate.basisPoints)}%`)
    .join(" · ");
  const places = country.rates.length - wide.length;
  return (
    <li className="border-line border-t last:border-b">
      <Link href={paths.taxCountry(handle, code)} className="flex items-center gap-4 py-3 hover:bg-sunken">
        <span className="min-w-0 flex-1">
          <span className="font-semibold">{name}</span>
          <span className="block text-ink-2 text-small">
            {[
              said,
              places > 0 ? t("places", { count: places }) : "",
              country.rates.length === 0 ? t("noRates") : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <span className="flex-none text-ink-3 text-small">
          {t(country.isIncluded ? "isIncluded" : "isAdded")}
        </span>
        <Icon name="right" size={16} />
      </Link>
    </li>
  );
}

function AddCountry({ taxes, countries }: Props) {
  const t = useTranslations("taxes");
  const { handle, role } = useStore();
  const router = useRouter();
  const [chosen, setChosen] = useState(
    () => countries.find(([code]) => code === taxes.country)?.[0] ?? countries[0]?.[0] ?? "",
  );
  if (role !== "owner") return null;
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        router.push(paths.taxCountry(handle, chosen));
      }}
    >
      <Select
        aria-label={t("country")}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        className="w-64"
      >
        <Options of={countries} />
      </Select>
      <Button type="submit">{t("addCountry")}</Button>
    </form>
  );
}
