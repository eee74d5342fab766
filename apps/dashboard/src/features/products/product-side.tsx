"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Field, Icon, Input, Radio, SideBlock } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import type { ProductValues } from "./form-values.ts";
import { type HeldRules, PurchaseRules } from "./purchase-rules.tsx";
import { TaxClassChoice } from "./tax-class-choice.tsx";

/** Status, taxes, where the product belongs and where it stands. */
export function ProductSide({ product, heldRules }: { product: StaffProduct; heldRules: HeldRules | null }) {
  const t = useTranslations("product");
  const reason = useReason();
  const { url, timezone } = useStore();
  const form = useFormContext<ProductValues>();
  const status = useWatch({ control: form.control, name: "status" });
  const template = form.formState.errors.template?.message;
  return (
    <>
      <StatusChoice />
      {status === "draft" ? (
        <SideBlock title={t("publishAt")}>
          <Input type="datetime-local" aria-label={t("publishAt")} {...form.register("publishAt")} />
          <p className="mt-1.5 text-ink-3 text-small">{t("publishNote", { timezone })}</p>
        </SideBlock>
      ) : null}
      <SideBlock title={t("organise")}>
        <div className="flex flex-col gap-3 pt-1">
          <Field label={t("type")}>
            <Input maxLength={255} {...form.register("productType")} />
          </Field>
          <Field label={t("vendor")}>
            <Input maxLength={255} {...form.register("vendor")} />
          </Field>
          <Field label={t("tags")} help={t("tagsHelp")}>
            <Input {...form.register("tags")} />
          </Field>
          <Field
            label={t("template")}
            help={t("templateHelp")}
            error={template ? reason(template) : undefined}
          >
            <Input maxLength={40} placeholder={t("templateUsual")} {...form.register("template")} />
          </Field>
        </div>
      </SideBlock>
      <TaxClassChoice />
      <PurchaseRules product={product} held={heldRules} />
      {product.status === "active" && product.id !== "" ? (
        <a
          href={`${url}/products/${product.handle}`}
          target="_blank"
          rel="noreferrer"
          className="flex items-center gap-1.5 py-4 font-semibold text-accent-text hover:underline"
        >
          {t("inStore")}
          <Icon name="external" size={14} />
        </a>
      ) : null}
    </>
  );
}

/** On sale, draft or archived, each with what it means. */
function StatusChoice() {
  const t = useTranslations();
  const form = useFormContext<Pick<ProductValues, "status">>();
  return (
    <SideBlock title={t("product.status")}>
      {(["active", "draft", "archived"] as const).map((status) => (
        <Radio
          key={status}
          value={status}
          label={t(`products.status.${status}`)}
          note={t(`product.statusNote.${status}`)}
          {...form.register("status")}
        />
      ))}
    </SideBlock>
  );
}
