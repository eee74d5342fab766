"use client";

import { Field, Input } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useController, useFormContext } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { RichTextField } from "../rich-text/rich-text-field.tsx";
import type { ProductValues } from "./form-values.ts";

/** What the product is called and how it is described. */
export function ProductTexts() {
  const t = useTranslations("product");
  const reason = useReason();
  const form = useFormContext<ProductValues>();
  const { field } = useController({ control: form.control, name: "descriptionHtml" });
  const title = form.formState.errors.title?.message;
  return (
    <>
      <Field label={t("title")} error={title ? reason(title) : undefined}>
        <Input maxLength={255} {...form.register("title")} />
      </Field>
      <Field label={t("subtitle")} help={t("subtitleHelp")}>
        <Input maxLength={255} {...form.register("subtitle")} />
      </Field>
      <Field label={t("description")}>
        <RichTextField value={field.value} onChange={field.onChange} onBlur={field.onBlur} />
      </Field>
    </>
  );
}
