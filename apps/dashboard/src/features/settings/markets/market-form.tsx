"use client";

import { formatMoney } from "@hutong/kernel";
import type { MarketView } from "@hutong/pricing";
import {
  AffixedInput,
  Banner,
  Button,
  Checkbox,
  Columns,
  Field,
  Input,
  Radio,
  Select,
  showToast,
} from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import type { Option } from "../../stores/option-lists.ts";
import { CountriesField } from "./countries-field.tsx";
import { inputOf, type MarketValues, pricingOf, roundingsOf, valuesOf } from "./market-values.ts";
import { PricePreview } from "./price-preview.tsx";

/** Names of countries, languages and currencies, made on the server. */
export interface MarketNames {
  readonly countries: readonly Option[];
  readonly languages: readonly Option[];
  readonly currencies: readonly Option[];
}

// Where the form shows what the domain found at fault.
const shownAt: Readonly<Record<string, string>> = {
  under: "rounding",
  step: "rounding",
  adjustment: "percent",
};

/** Makes a market or changes one, with a few products' prices in it beside. */
export function MarketForm({
  market,
  taken,
  locales,
  names,
}: {
  market: MarketView | null;
  /** Countries of the other open markets. */
  taken: readonly string[];
  /** The store's languages. */
  locales: readonly string[];
  names: MarketNames;
}) {
  const t = useTranslations("markets");
  const common = useTranslations("common");
  const locale = useLocale();
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role, currency: shopCurrency } = useStore();
  const form = useForm<MarketValues>({
    defaultValues: valuesOf(market, { currency: shopCurrency, locales }),
  });
  const values = useWatch({ control: form.control }) as MarketValues;
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const create = useMutation(trpc.markets.create.mutationOptions());
  const update = useMutation(trpc.markets.update.mutationOptions());
  const isBusy = create.isPending || update.isPending;
  const { isDirty, isSubmitSuccessful } = form.formState;
  useLeaveGuard(isDirty && !isBusy && !isSubmitSuccessful, t("leave"));
  const isOwner = role === "owner";
  const isPrimary = market?.isPrimary ?? false;
  const languageName = new Map(names.languages);
  const putRight = (field: string) => setCodes(({ [field]: _, ...rest }) => rest);
  const says = (field: string) => (codes[field] ? reason(codes[field]) : undefined);
  const set = (field: "countries" | "locales", next: string[]) => {
    form.setValue(field, next, { shouldDirty: true });
    putRight(field);
  };

  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    const read = inputOf(typed, shopCurrency);
    setCodes(read.faults ?? {});
    if (!read.input) return;
    try {
      if (market)
        await update.mutateAsync({ store: handle, id: market.id, isOpen: typed.isOpen, ...read.input });
      else await create.mutateAsync({ store: handle, currency: typed.currency, ...read.input });
    } catch (error) {
      const fields = failureOf(error)?.fields ?? {};
      setCodes(
        Object.fromEntries(Object.entries(fields).map(([field, code]) => [shownAt[field] ?? field, code])),
      );
      setFailure(error);
      return;
    }
    form.reset(typed);
    await queries.invalidateQueries(trpc.markets.pathFilter());
    await queries.invalidateQueries(trpc.shipping.pathFilter());
    router.push(paths.settings(handle, "markets"));
    showToast(t("saved"));
  });

  const money = (amount: number) => formatMoney({ amount, currency: values.currency }, locale);
  const roundings = roundingsOf(values.currency, market ? `${market.step} ${market.under}` : undefined).map(
    ([step, under]): Option => [
      `${step} ${under}`,
      step === 1
        ? t("exact")
        : under === 0
          ? t("roundedTo", { amount: money(step) })
          : t("roundedUnder", { amount: money(step), under: money(under), example: money(3 * step - under) }),
    ],
  );

  return (
    <Columns side={<PricePreview pricing={pricingOf(values, shopCurrency)} />}>
      <form
        onSubmit={submit}
        onChange={(event) => putRight((event.target as unknown as HTMLInputElement).name)}
        noValidate
        className="max-w-[820px]"
      >
        <fieldset disabled={!isOwner} className="flex flex-col gap-6">
          {isOwner ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
          {isPrimary ? (
            <Banner tone="info" title={t("primaryTitle")}>
              {t("primaryNote")}
            </Banner>
          ) : null}
          {failure && Object.keys(codes).length === 0 ? <FormFailure error={failure} /> : null}
          {Object.keys(codes).length > 0 ? <Banner tone="danger" title={reason("market_invalid")} /> : null}
          <div className="grid gap-4 sm:grid-cols-2">
            {locales.map((tag, index) => (
              <Field
                key={tag}
                label={
                  locales.length > 1 ? t("nameIn", { language: languageName.get(tag) ?? tag }) : t("name")
                }
                help={index === 0 ? t("nameHelp") : undefined}
                error={index === 0 ? says("name") : undefined}
              >
                <Input
                  lang={tag}
                  maxLength={80}
                  autoComplete="off"
                  {...form.register(`names.${tag}`, { onChange: () => putRight("name") })}
                />
              </Field>
            ))}
          </div>
          <CountriesField
            chosen={values.countries}
            taken={taken}
            error={says("countries")}
            countries={names.countries}
            onChange={(next) => set("countries", next)}
          />
          {isPrimary ? null : (
            <section className="flex flex-col gap-5 border-line border-t pt-5">
              <div>
                <h2 className="font-semibold text-section">{t("prices")}</h2>
                <p className="text-ink-2">{t("pricesNote")}</p>
              </div>
              <div className="grid gap-5 sm:grid-cols-2">
                <Field
                  label={t("currency")}
                  help={market ? t("currencyFixed") : t("currencyHelp")}
                  error={says("currency")}
                >
                  <Select disabled={market !== null} {...form.register("currency")}>
                    <Options of={names.currencies} />
                  </Select>
                </Field>
                {values.currency === shopCurrency ? null : (
                  <Field label={t("rate")} help={t("rateHelp")} error={says("rate")}>
                    <AffixedInput
                      inputMode="decimal"
                      autoComplete="off"
                      before={`1 ${shopCurrency} =`}
                      after={values.currency}
                      {...form.register("rate")}
                    />
                  </Field>
                )}
                <Field label={t("percent")} help={t("percentHelp")} error={says("percent")}>
                  <AffixedInput
                    inputMode="text"
                    autoComplete="off"
                    after="%"
                    className="max-w-40"
                    {...form.register("percent")}
                  />
                </Field>
                <Field label={t("rounding")} error={says("rounding")}>
                  <Select {...form.register("rounding")}>
                    <Options of={roundings} />
                  </Select>
                </Field>
              </div>
            </section>
          )}
          <section className="flex flex-col gap-5 border-line border-t pt-5">
            <div>
              <h2 className="font-semibold text-section">{t("taxes")}</h2>
              <p className="text-ink-2">{t("taxesNote")}</p>
            </div>
            <fieldset>
              <legend className="sr-only">{t("taxes")}</legend>
              <Radio value="yes" label={t("included")} {...form.register("isIncluded")} />
              <Radio value="no" label={t("added")} {...form.register("isIncluded")} />
            </fieldset>
            <Field label={t("taxPercent")} error={says("taxPercent")}>
              <AffixedInput
                inputMode="decimal"
                after="%"
                className="max-w-40"
                {...form.register("taxPercent")}
              />
            </Field>
          </section>
          {isPrimary || locales.length < 2 ? null : (
            <fieldset className="border-line border-t pt-5">
              <legend className="sr-only">{t("languages")}</legend>
              <h2 className="font-semibold text-section">{t("languages")}</h2>
              <p className="mb-1 text-ink-2">{t("languagesNote")}</p>
              {locales.map((tag) => (
                <Checkbox
                  key={tag}
                  label={languageName.get(tag) ?? tag}
                  checked={values.locales.includes(tag)}
                  onChange={(event) =>
                    set(
                      "locales",
                      event.target.checked
                        ? [...values.locales, tag]
                        : values.locales.filter((one) => one !== tag),
                    )
                  }
                />
              ))}
            </fieldset>
          )}
          {market && !isPrimary ? (
            <div className="border-line border-t pt-5">
              <Checkbox label={t("isOpen")} note={t("isOpenNote")} {...form.register("isOpen")} />
            </div>
          ) : null}
          {isOwner ? (
            <div className="border-line border-t pt-5">
              <Button type="submit" look="primary" isBusy={isBusy} className="max-md:w-full">
                {common("save")}
              </Button>
            </div>
          ) : null}
        </fieldset>
      </form>
    </Columns>
  );
}
