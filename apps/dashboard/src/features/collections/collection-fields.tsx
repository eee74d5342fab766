"use client";

import { collectionOrders } from "@hutong/catalogue/schemas";
import { Block, Field, Radio, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useController, useFormContext } from "react-hook-form";
import { RichTextField } from "../rich-text/rich-text-field.tsx";
import type { CollectionValues } from "./rule-values.ts";

/** What customers read above the products. */
export function Description() {
  const t = useTranslations("product");
  const { control } = useFormContext<CollectionValues>();
  const { field } = useController({ control, name: "descriptionHtml" });
  return (
    <Field label={t("description")}>
      <RichTextField value={field.value} onChange={field.onChange} onBlur={field.onBlur} />
    </Field>
  );
}

/** Whether rules or a hand put products in. */
export function Kind() {
  const t = useTranslations("collections");
  const { register, setValue, getValues } = useFormContext<CollectionValues>();
  // An order by hand is there only where products are chosen by hand.
  const fit = (kind: CollectionValues["kind"]) => {
    if (kind === "rules" && getValues("sort") === "manual") setValue("sort", "newest");
  };
  const field = register("kind", { onChange: (event) => fit(event.target.value) });
  return (
    <Block title={t("kind")}>
      <div role="radiogroup" aria-label={t("kind")} className="flex flex-col">
        <Radio value="rules" label={t("byRules")} note={t("byRulesNote")} {...field} />
        <Radio value="hand" label={t("byHand")} note={t("byHandNote")} {...field} />
      </div>
    </Block>
  );
}

/** The order that products stand in before a customer chooses another. */
export function Order({ isByHand, error }: { isByHand: boolean; error: string | undefined }) {
  const t = useTranslations("collections");
  const { register } = useFormContext<CollectionValues>();
  const orders = collectionOrders.filter((order) => isByHand || order !== "manual");
  return (
    <Block title={t("order")} note={t("orderNote")}>
      <Field label={<span className="sr-only">{t("order")}</span>} error={error} className="max-w-80">
        <Select {...register("sort")}>
          {orders.map((order) => (
            <option key={order} value={order}>
              {t(`orders.${order}`)}
            </option>
          ))}
        </Select>
      </Field>
    </Block>
  );
}
