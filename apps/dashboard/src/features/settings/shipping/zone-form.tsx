"use client";

import type { MarketZones, ZoneView } from "@hutong/pricing";
import { AffixedInput, Banner, Button, Checkbox, Field, Icon, Input, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormProvider, useFieldArray, useForm } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import type { Option } from "../../stores/option-lists.ts";
import { PlacesField } from "./places-field.tsx";
import { RateFields } from "./rate-fields.tsx";
import { useShippingWords } from "./use-shipping-words.ts";
import { formField, inputOf, newRate, valuesOf, type ZoneValues } from "./zone-values.ts";

/** Makes a zone or changes one: its places, what remote ones cost more, and its rates. */
export function ZoneForm({
  market,
  zone,
  kind,
  countries,
  languages,
  home,
}: {
  market: MarketZones;
  zone: ZoneView | null;
  kind: "shipping" | "local";
  countries: readonly Option[];
  languages: readonly Option[];
  home: string;
}) {
  const t = useTranslations("shipping");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const { currency } = market;
  const words = useShippingWords(countries, currency);
  const form = useForm<ZoneValues>({ defaultValues: valuesOf(zone, currency) });
  const rates = useFieldArray({ control: form.control, name: "rates" });
  const surcharges = useFieldArray({ control: form.control, name: "surcharges" });
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const put = useMutation(trpc.shipping.putZone.mutationOptions());
  const { isDirty, isSubmitSuccessful } = form.formState;
  useLeaveGuard(isDirty && !put.isPending && !isSubmitSuccessful, t("leave"));
  const isOwner = role === "owner";
  // What is being put right no longer says what was wrong with it.
  const putRight = (field: string) => setCodes(({ [field]: _, ...rest }) => rest);
  const faults = Object.fromEntries(Object.entries(codes).map(([field, code]) => [field, reason(code)]));
  const places = form.watch("places");

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const read = inputOf(values, { id: zone?.id ?? null, marketId: market.id, kind, currency });
    setCodes("faults" in read ? read.faults : {});
    if ("faults" in read) return;
    try {
      await put.mutateAsync({ store: handle, ...read.input });
    } catch (error) {
      const fields = failureOf(error)?.fields ?? {};
      setCodes(Object.fromEntries(Object.entries(fields).map(([field, code]) => [formField(field), code])));
      setFailure(error);
      return;
    }
    form.reset(values);
    await queries.invalidateQueries(trpc.shipping.pathFilter());
    router.push(paths.settings(handle, "shipping"));
    showToast(t("saved"));
  });

  return (
    <FormProvider {...form}>
      <form
        onSubmit={submit}
        onChange={(event) => putRight((event.target as unknown as HTMLInputElement).name)}
        noValidate
        className="w-full max-w-[720px] px-7 py-6 max-md:px-4"
      >
        <fieldset disabled={!isOwner} className="flex flex-col gap-6">
          {isOwner ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
          {failure ? <FormFailure error={failure} /> : null}
          {!failure && Object.keys(codes).length > 0 ? (
            <Banner tone="danger" title={reason("zone_invalid")} />
          ) : null}
          <Field label={t("zoneName")} help={t("zoneNameHelp")}>
            <Input maxLength={100} autoComplete="off" {...form.register("name")} />
          </Field>
          <PlacesField
            label={t(kind === "local" ? "localPlaces" : "places")}
            places={places}
            error={faults.places}
            countries={countries}
            nameOf={words.placeName}
            home={home}
            onChange={(next) => {
              form.setValue("places", next, { shouldDirty: true });
              putRight("places");
            }}
          />
          <section className="flex flex-col gap-4">
            <div>
              <h2 className="font-semibold text-section">{t("rates")}</h2>
              <p className="text-ink-2">{t(kind === "local" ? "localRatesNote" : "ratesNote")}</p>
            </div>
            {rates.fields.length === 0 ? <Banner tone="warning" title={t("noRates")} /> : null}
            {rates.fields.map((field, index) => (
              <RateFields
                key={field.id}
                index={index}
                count={rates.fields.length}
                currency={currency}
                faults={faults}
                languages={languages}
                onRemove={() => rates.remove(index)}
                onMove={(by) => rates.move(index, index + by)}
              />
            ))}
            <div>
              <Button onClick={() => rates.append(newRate())}>
                <Icon name="plus" size={16} />
                {t("addRate")}
              </Button>
            </div>
          </section>
          <section className="flex flex-col gap-4">
            <div>
              <h2 className="font-semibold text-section">{t("surcharges")}</h2>
              <p className="text-ink-2">{t("surchargesNote")}</p>
            </div>
            {surcharges.fields.map((field, index) => (
              <div key={field.id} className="flex flex-col gap-4 rounded-3 border border-line p-4">
                <PlacesField
                  label={t("surchargePlaces")}
                  places={form.watch(`surcharges.${index}.places`)}
                  error={faults[`surcharges.${index}.places`]}
                  countries={countries}
                  nameOf={words.placeName}
                  home={home}
                  onChange={(next) => {
                    form.setValue(`surcharges.${index}.places`, next, { shouldDirty: true });
                    putRight(`surcharges.${index}.places`);
                  }}
                />
                <Field label={t("surchargeAmount")} error={faults[`surcharges.${index}.amount`]}>
                  <AffixedInput
                    inputMode="decimal"
                    autoComplete="off"
                    before={currency}
                    {...form.register(`surcharges.${index}.amount`)}
                  />
                </Field>
                <Checkbox
                  label={t("keepFree")}
                  note={t("keepFreeNote")}
                  {...form.register(`surcharges.${index}.isFreeKept`)}
                />
                <div>
                  <Button size="small" onClick={() => surcharges.remove(index)}>
                    {t("removeSurcharge")}
                  </Button>
                </div>
              </div>
            ))}
            <div>
              <Button onClick={() => surcharges.append({ places: [], amount: "", isFreeKept: false })}>
                <Icon name="plus" size={16} />
                {t("addSurcharge")}
              </Button>
            </div>
          </section>
          {isOwner ? (
            <div className="border-line border-t pt-5">
              <Button type="submit" look="primary" isBusy={put.isPending} className="max-md:w-full">
                {common("save")}
              </Button>
            </div>
          ) : null}
        </fieldset>
      </form>
    </FormProvider>
  );
}
