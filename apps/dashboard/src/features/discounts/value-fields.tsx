"use client";

import { Block, Button, Field, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useStore } from "../../shell/store-provider.tsx";
import { type DiscountValues, discountClasses, kindsOf } from "./discount-values.ts";
import { GoodsField } from "./goods-field.tsx";
import { TextField } from "./text-field.tsx";

/** What a discount is worth, and for what goods. */
export function ValueFields() {
  const t = useTranslations("discounts");
  const { register, setValue, control } = useFormContext<DiscountValues>();
  const [of, kind] = useWatch({ control, name: ["class", "kind"] });
  return (
    <Block title={t("form.value")}>
      <div className="flex flex-col gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("form.class")}>
            <Select
              {...register("class", {
                onChange: ({ target }) => {
                  const kinds = kindsOf[target.value as DiscountValues["class"]];
                  if (!kinds.includes(kind)) setValue("kind", kinds[0]!);
                },
              })}
            >
              {discountClasses.map((one) => (
                <option key={one} value={one}>
                  {t(`class.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("form.kind")}>
            <Select {...register("kind")} key={of}>
              {kindsOf[of].map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${of}.${one}` as "kind.order.percentage")}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Worth kind={kind} />
        {kind === "buy-get" || of === "shipping" ? null : <GoodsField name="goods" label={t("form.goods")} />}
        {of === "shipping" ? (
          <TextField
            name="mostShippingPrice"
            label={t("form.mostShippingPrice")}
            help={t("form.mostShippingPriceHelp")}
            aside={t("form.optional")}
          />
        ) : null}
      </div>
    </Block>
  );
}

function Worth({ kind }: { kind: DiscountValues["kind"] }) {
  const t = useTranslations("discounts.form");
  const { currency } = useStore();
  switch (kind) {
    case "free":
      return null;
    case "percentage":
      return <TextField name="percent" label={t("percent")} after="%" />;
    case "amount":
    case "once":
      return <TextField name="amount" label={t("amount", { currency })} />;
    case "steps":
      return (
        <div className="grid gap-5 sm:grid-cols-3">
          <TextField name="every" label={t("every", { currency })} />
          <TextField name="amount" label={t("off", { currency })} />
          <TextField name="mostOff" label={t("mostOff")} aside={t("optional")} />
        </div>
      );
    case "tiers":
      return <Tiers />;
    case "buy-get":
      return (
        <div className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="buyQuantity" label={t("buyQuantity")} inputMode="numeric" />
            <GoodsField name="buyGoods" label={t("buyGoods")} />
            <TextField name="getQuantity" label={t("getQuantity")} inputMode="numeric" />
            <GoodsField name="getGoods" label={t("getGoods")} />
            <TextField name="getPercent" label={t("getPercent")} help={t("getPercentHelp")} after="%" />
            <TextField name="mostTimes" label={t("mostTimes")} aside={t("optional")} inputMode="numeric" />
          </div>
        </div>
      );
  }
}

const mostTiers = 20;

function Tiers() {
  const t = useTranslations("discounts.form");
  const { currency } = useStore();
  const { register, control } = useFormContext<DiscountValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "tiers" });
  const of = useWatch({ control, name: "tiersOf" });
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("tiersOf")}>
        <Select {...register("tiersOf")}>
          <option value="amount">{t("ofAmount", { currency })}</option>
          <option value="quantity">{t("ofQuantity")}</option>
        </Select>
      </Field>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 sm:grid-cols-[1fr_1fr_1fr_auto]"
        >
          <TextField
            name={`tiers.${index}.from`}
            label={of === "amount" ? t("fromAmount") : t("fromQuantity")}
          />
          <TextField name={`tiers.${index}.off`} label={t("tierOff")} />
          <Field label={t("unit")} className="max-sm:col-start-1 max-sm:col-end-3">
            <Select {...register(`tiers.${index}.unit`)}>
              <option value="amount">{currency}</option>
              <option value="percent">%</option>
            </Select>
          </Field>
          <Button
            look="quiet"
            className="mt-7"
            aria-label={t("removeTier", { number: index + 1 })}
            icon="close"
            reason={fields.length === 1 ? t("lastTier") : null}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      {fields.length < mostTiers ? (
        <div>
          <Button icon="plus" onClick={() => append({ from: "", off: "", unit: "amount" })}>
            {t("addTier")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
