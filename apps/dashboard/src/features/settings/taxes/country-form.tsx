"use client";

import type { TaxSettings } from "@hutong/pricing";
import type { CountryTaxes } from "@hutong/pricing/taxes";
import { Banner, Button, Columns, Field, Radio, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import { RateList } from "./rate-list.tsx";
import { type CountryValues, countryValues, inputOf } from "./tax-values.ts";
import { TryAddress } from "./try-address.tsx";
import { useClassOptions } from "./use-class-options.ts";

interface Props {
  readonly country: string;
  readonly name: string;
  readonly settings: TaxSettings;
  /** What is saved; null while nothing is. */
  readonly stored: CountryTaxes | null;
  /** What the form begins with. */
  readonly taxes: CountryTaxes;
}

/** A country's rates and how it wants them, with an address to try beside it. */
export function CountryForm({ country, name, settings, stored, taxes }: Props) {
  const t = useTranslations("taxes");
  const common = useTranslations("common");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useForm<CountryValues>({ defaultValues: countryValues(taxes), mode: "onTouched" });
  const save = useMutation(trpc.taxes.saveCountry.mutationOptions());
  const remove = useMutation(trpc.taxes.removeCountry.mutationOptions());
  const shipping = useWatch({ control: form.control, name: "shipping" });
  const used = taxes.rates.map(({ taxClass }) => taxClass);
  const classes = useClassOptions(settings.classes, used);
  const isBusy = save.isPending || remove.isPending;
  useLeaveGuard(form.formState.isDirty && !isBusy && !save.isSuccess, t("leave"));

  async function leave(toast: string): Promise<void> {
    form.reset(form.getValues());
    await queries.invalidateQueries(trpc.taxes.pathFilter());
    router.push(paths.settings(handle, "taxes"));
    showToast(toast);
  }
  // What fails is told by FormFailure below.
  const submit = form.handleSubmit((values) =>
    save
      .mutateAsync({ store: handle, ...inputOf(country, values) })
      .then(() => leave(t("countrySaved", { name })))
      .catch(() => {}),
  );
  const takeAway = () =>
    remove
      .mutateAsync({ store: handle, country })
      .then(() => leave(t("countryRemoved", { name })))
      .catch(() => {});

  return (
    <FormProvider {...form}>
      <Columns side={<TryAddress country={country} settings={settings} classes={classes} />}>
        <form onSubmit={submit} noValidate className="max-w-[820px]">
          <fieldset disabled={role !== "owner"} className="flex flex-col gap-6">
            {role === "owner" ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
            {stored ? null : (
              <Banner tone="info" title={t(taxes.rates.length > 0 ? "preset" : "noPreset")}>
                {t("presetNote")}
              </Banner>
            )}
            <FormFailure error={save.error ?? remove.error} />
            <RateList country={country} classes={classes.filter(([one]) => one !== "zero")} />
            <fieldset>
              <legend className="mb-1 font-semibold">{t("prices")}</legend>
              <Radio
                value="yes"
                label={t("included")}
                note={t("includedNote")}
                {...form.register("isIncluded")}
              />
              <Radio value="no" label={t("added")} note={t("addedNote")} {...form.register("isIncluded")} />
            </fieldset>
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t("shipping")}>
                <Select {...form.register("shipping")}>
                  <Options
                    of={(["as-goods", "class", "none"] as const).map((one) => [one, t(`shippingOf.${one}`)])}
                  />
                </Select>
              </Field>
              {shipping === "class" ? (
                <Field label={t("shippingClass")}>
                  <Select {...form.register("shippingClass")}>
                    <Options of={classes} />
                  </Select>
                </Field>
              ) : null}
              <Field label={t("rounding")} help={t("roundingHelp")}>
                <Select {...form.register("rounding")}>
                  <Options of={(["order", "line"] as const).map((one) => [one, t(`roundingOf.${one}`)])} />
                </Select>
              </Field>
            </div>
            {role === "owner" ? (
              <div className="flex flex-wrap gap-2">
                <Button type="submit" look="primary" isBusy={save.isPending}>
                  {common("save")}
                </Button>
                {stored ? (
                  <Button look="quiet" isBusy={remove.isPending} onClick={() => void takeAway()}>
                    {t("removeCountry")}
                  </Button>
                ) : null}
              </div>
            ) : null}
          </fieldset>
        </form>
      </Columns>
    </FormProvider>
  );
}
