"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { toHandle } from "@hutong/kernel";
import { AffixedInput, Field, Input, Textarea } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import type { ProductValues } from "./form-values.ts";

/** How the product stands in search results, and at which address. */
export function SearchFields({ product }: { product: StaffProduct }) {
  const t = useTranslations("product");
  const reason = useReason();
  const { url } = useStore();
  const form = useFormContext<ProductValues>();
  const [handle, title, subtitle, seoTitle, seoDescription] = useWatch({
    control: form.control,
    name: ["handle", "title", "subtitle", "seoTitle", "seoDescription"],
  });
  const isNew = product.id === "";
  const address = handle || toHandle(title);
  const { errors } = form.formState;
  const host = url.replace(/^https?:\/\//, "");
  const says = (code: string | undefined) => (code ? reason(code) : undefined);
  return (
    <section className="border-line border-t pt-5">
      <h2 className="mb-3 font-semibold text-section">{t("searchResult")}</h2>
      <div className="mb-4 rounded-2 border border-line px-4 py-3">
        <p className="break-all text-small text-success">{`${host} › products › ${address}`}</p>
        <p className="break-words text-info text-section">{seoTitle || title}</p>
        <p className="break-words text-ink-2 text-small">{seoDescription || subtitle}</p>
      </div>
      <div className="flex flex-col gap-5">
        <Field label={t("seoTitle")} help={t("counted", { count: seoTitle.length, most: 70 })}>
          <Input maxLength={255} placeholder={title} {...form.register("seoTitle")} />
        </Field>
        <Field label={t("seoDescription")} help={t("counted", { count: seoDescription.length, most: 160 })}>
          <Textarea maxLength={1000} rows={3} placeholder={subtitle} {...form.register("seoDescription")} />
        </Field>
        <Field
          label={t("handle")}
          help={
            isNew
              ? t("handleMade")
              : handle.trim() === product.handle
                ? t("handleHelp")
                : t("handleMoves", { from: product.handle })
          }
          error={says(errors.handle?.message)}
        >
          <AffixedInput
            before="/products/"
            maxLength={255}
            autoComplete="off"
            placeholder={isNew ? address : undefined}
            {...form.register("handle")}
          />
        </Field>
      </div>
    </section>
  );
}
