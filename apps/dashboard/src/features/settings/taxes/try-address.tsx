"use client";

import { parseMoney } from "@hutong/kernel";
import type { TaxSettings } from "@hutong/pricing";
import { type PlaceRate, type TriedTaxes, taxName, tryTaxes } from "@hutong/pricing/taxes";
import { Field, Input, Select, SideBlock } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Options } from "../../../shell/options.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import type { Option } from "../../stores/option-lists.ts";
import { type CountryValues, percentOf, taxesOf } from "./tax-values.ts";

interface Props {
  readonly country: string;
  readonly settings: TaxSettings;
  readonly classes: readonly Option[];
}

/** What a product at 100 would be taxed at an address in this country by the form as it stands, and why. */
export function TryAddress({ country, settings, classes }: Props) {
  const t = useTranslations("taxes");
  const form = useFormContext<CountryValues>();
  const values = useWatch({ control: form.control }) as CountryValues;
  const [place, setPlace] = useState({ province: "", city: "", postcode: "" });
  const [taxClass, setTaxClass] = useState("standard");
  const { currency } = settings;
  const tried = tryTaxes(
    {
      countries: { [country]: taxesOf(values) },
      elsewhere: { isIncluded: settings.isTaxIncluded, basisPoints: settings.taxBasisPoints },
    },
    { country, ...place, taxClass },
    parseMoney("100", currency).amount,
    currency,
  );
  return (
    <div className="md:sticky md:top-4">
      <SideBlock title={t("try")}>
        <p className="mb-3 text-ink-2">{t("tryNote")}</p>
        <div className="grid grid-cols-2 gap-3">
          {(["province", "city", "postcode"] as const).map((field) => (
            <Field key={field} label={t(field)} className={field === "province" ? "col-span-2" : ""}>
              <Input
                value={place[field]}
                maxLength={field === "postcode" ? 20 : 80}
                autoComplete="off"
                onChange={(event) => setPlace({ ...place, [field]: event.target.value })}
              />
            </Field>
          ))}
          <Field label={t("class")} className="col-span-2">
            <Select value={taxClass} onChange={(event) => setTaxClass(event.target.value)}>
              <Options of={classes} />
            </Select>
          </Field>
        </div>
        <Tried tried={tried} />
      </SideBlock>
    </div>
  );
}

function Tried({ tried }: { tried: TriedTaxes }) {
  const t = useTranslations("taxes");
  const locale = useLocale();
  const { amount } = useFormats();
  return (
    <output className="mt-4 block border-line border-t pt-3" aria-live="polite">
      <dl>
        <Row label={t("tryPrice")} value={amount(tried.price)} />
        {tried.taxes.map((tax) => (
          <Row
            key={tax.name}
            label={`${taxName(tax.name, locale)} ${percentOf(tax.basisPoints)}%`}
            note={<Why from={tax.from} />}
            value={amount(tax.amount)}
          />
        ))}
        {tried.taxes.length === 0 ? <Row label={t("tryNone")} value={amount(0)} /> : null}
        <Row
          isMain
          label={t(tried.mode === "added" ? "tryTotalAdded" : "tryTotalIncluded")}
          value={amount(tried.total)}
        />
      </dl>
    </output>
  );
}

function Why({ from }: { from: PlaceRate | null }) {
  const t = useTranslations("taxes");
  if (!from) return t("whyMarket");
  const place = [from.postcodes, from.city, from.province].filter(Boolean).join(" · ");
  return place ? t("whyPlace", { place }) : t("whyCountry");
}

function Row({
  label,
  note,
  value,
  isMain = false,
}: {
  label: string;
  note?: React.ReactNode;
  value: string;
  isMain?: boolean;
}) {
  return (
    <div
      className={`flex justify-between gap-4 py-1 ${isMain ? "border-line border-t pt-2 font-semibold" : ""}`}
    >
      <dt className="min-w-0">
        {label}
        {note ? <span className="block break-words text-ink-3 text-small">{note}</span> : null}
      </dt>
      <dd className="flex-none tabular-nums">{value}</dd>
    </div>
  );
}
