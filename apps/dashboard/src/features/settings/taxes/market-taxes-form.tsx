"use client";

import { toHandle } from "@hutong/kernel";
import type { TaxSettings } from "@hutong/pricing";
import { AffixedInput, Banner, Button, Field, Icon, Input, Radio, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFieldArray, useForm } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import { percentOf, readPercent } from "./tax-values.ts";

interface Values {
  isIncluded: "yes" | "no";
  percent: string;
  invoices: TaxSettings["invoices"];
  classes: { handle: string; name: string }[];
}

/** What holds where no country says another, the store's own classes of goods, and 发票. */
export function MarketTaxesForm({ taxes }: { taxes: TaxSettings }) {
  const t = useTranslations("taxes");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm<Values>({
    defaultValues: {
      isIncluded: taxes.isTaxIncluded ? "yes" : "no",
      percent: percentOf(taxes.taxBasisPoints),
      invoices: taxes.invoices,
      classes: [...taxes.classes],
    },
    mode: "onTouched",
  });
  const classes = useFieldArray({ control: form.control, name: "classes", keyName: "key" });
  const save = useMutation(trpc.taxes.save.mutationOptions());
  const { isDirty, errors } = form.formState;
  useLeaveGuard(isDirty && !save.isPending, t("leave"));

  const submit = form.handleSubmit(async ({ isIncluded, percent, invoices, classes: own }) => {
    try {
      await save.mutateAsync({
        store: handle,
        isTaxIncluded: isIncluded === "yes",
        taxBasisPoints: readPercent(percent)!,
        invoices,
        classes: own.map((one) => ({
          handle: one.handle || toHandle(one.name).slice(0, 60),
          name: one.name,
        })),
      });
    } catch {
      return; // shown above by `save.error`
    }
    await queries.invalidateQueries(trpc.taxes.pathFilter());
    showToast(t("saved"));
  });

  return (
    <form onSubmit={submit} noValidate className="border-line border-t pt-5">
      <h2 className="font-semibold text-section">{t("elsewhere")}</h2>
      <p className="mb-4 text-ink-2">{t("elsewhereNote")}</p>
      <fieldset disabled={role !== "owner"} className="flex flex-col gap-5">
        {role === "owner" ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
        <FormFailure error={save.error} />
        <Field
          label={t("rate")}
          help={t("elsewhereRateHelp")}
          error={errors.percent?.message ? reason(errors.percent.message) : undefined}
        >
          <AffixedInput
            inputMode="decimal"
            after="%"
            className="max-w-40"
            {...form.register("percent", {
              // The market's one rate is in whole hundredths of a percent.
              validate: (text) => Number.isInteger(readPercent(text)) || "percent_invalid",
            })}
          />
        </Field>
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
        <Field label={t("invoices")} help={t("invoicesHelp")} className="max-w-[480px]">
          <Select {...form.register("invoices")}>
            <Options
              of={(["by-country", "on", "off"] as const).map((one) => [one, t(`invoicesOf.${one}`)])}
            />
          </Select>
        </Field>
        <fieldset>
          <legend className="mb-1 font-semibold">{t("ownClasses")}</legend>
          <p className="mb-2 text-ink-3 text-small">{t("ownClassesHelp")}</p>
          <ul className="flex flex-col gap-2">
            {classes.fields.map((field, index) => (
              <li key={field.key} className="flex items-start gap-2">
                <Field
                  label={<span className="sr-only">{t("className", { number: index + 1 })}</span>}
                  error={errors.classes?.[index]?.name ? reason("name_missing") : undefined}
                  className="max-w-80 flex-1"
                >
                  <Input
                    maxLength={60}
                    {...form.register(`classes.${index}.name`, { validate: (name) => toHandle(name) !== "" })}
                  />
                </Field>
                <Button
                  look="quiet"
                  className="mt-1.5"
                  aria-label={t("removeClass", { name: field.name })}
                  onClick={() => classes.remove(index)}
                >
                  <Icon name="close" size={16} />
                </Button>
              </li>
            ))}
          </ul>
          <Button size="small" className="mt-2" onClick={() => classes.append({ handle: "", name: "" })}>
            {t("addClass")}
          </Button>
        </fieldset>
        {role === "owner" ? (
          <div>
            <Button
              type="submit"
              look="primary"
              isBusy={save.isPending}
              disabled={!isDirty && !save.isPending}
            >
              {common("save")}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
