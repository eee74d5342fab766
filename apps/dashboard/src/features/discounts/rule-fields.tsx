"use client";

import { Block, Checkbox, Field, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { useStore } from "../../shell/store-provider.tsx";
import { type DiscountValues, discountClasses } from "./discount-values.ts";
import { TextField } from "./text-field.tsx";

/** Whom and when a discount is for, how often, and what it may stand together with. */
export function RuleFields() {
  const t = useTranslations("discounts.form");
  const words = useTranslations("discounts");
  const { timezone, currency } = useStore();
  const { register, control } = useFormContext<DiscountValues>();
  const minimumOf = useWatch({ control, name: "minimumOf" });
  return (
    <>
      <Block title={t("conditions")}>
        <div className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("minimumOf")}>
              <Select {...register("minimumOf")}>
                <option value="nothing">{t("noMinimum")}</option>
                <option value="amount">{t("minimumAmount")}</option>
                <option value="quantity">{t("minimumQuantity")}</option>
              </Select>
            </Field>
            {minimumOf === "nothing" ? null : (
              <TextField
                name="minimum"
                label={minimumOf === "amount" ? t("fromAmount") : t("fromQuantity")}
                after={minimumOf === "amount" ? currency : undefined}
              />
            )}
          </div>
          <Checkbox label={t("firstOrder")} note={t("firstOrderNote")} {...register("isFirstOrderOnly")} />
        </div>
      </Block>
      <Block title={t("limits")} note={t("limitsNote")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField name="mostUses" label={t("mostUses")} aside={t("optional")} inputMode="numeric" />
          <TextField
            name="mostPerCustomer"
            label={t("mostPerCustomer")}
            help={t("mostPerCustomerHelp")}
            aside={t("optional")}
            inputMode="numeric"
          />
        </div>
      </Block>
      <Block title={t("dates")} note={t("datesNote", { timezone })}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField name="startsAt" label={t("startsAt")} type="datetime-local" />
          <TextField name="endsAt" label={t("endsAt")} aside={t("optional")} type="datetime-local" />
        </div>
      </Block>
      <Block title={t("combines")} note={t("combinesNote")}>
        <div className="flex flex-col gap-1">
          {discountClasses.map((one) => (
            <Checkbox key={one} label={words(`combines.${one}`)} {...register(`combines.${one}`)} />
          ))}
        </div>
        <div className="mt-4 max-w-60">
          <TextField name="position" label={t("position")} help={t("positionHelp")} inputMode="numeric" />
        </div>
      </Block>
    </>
  );
}
