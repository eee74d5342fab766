"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Icon, Radio, SideBlock } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { useStore } from "../../shell/store-provider.tsx";
import type { ProductValues } from "./form-values.ts";
import { PurchaseRules } from "./purchase-rules.tsx";
import { TaxClassChoice } from "./tax-class-choice.tsx";

/** Status and where the product stands. */
export function ProductSide({ product }: { product: StaffProduct }) {
  const t = useTranslations("product");
  const locale = useLocale();
  const { url } = useStore();
  return (
    <>
      <StatusChoice />
      <TaxClassChoice />
      <PurchaseRules product={product} />
      <SideBlock title={t("organise")}>
        <dl className="flex flex-col gap-1">
          <Fact label={t("type")} value={product.productType} />
          <Fact label={t("vendor")} value={product.vendor} />
          <Fact label={t("tags")} value={product.tags.join(locale.startsWith("zh") ? "、" : ", ")} />
        </dl>
      </SideBlock>
      <SideBlock title={t("searchResult")}>
        <p className="break-all text-small text-success">
          {url.replace(/^https?:\/\//, "")} / {product.handle}
        </p>
        <p className="text-info text-section">{product.seoTitle ?? product.title}</p>
        <p className="text-ink-2 text-small">{product.seoDescription ?? product.subtitle}</p>
      </SideBlock>
      {product.status === "active" ? (
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
export function StatusChoice() {
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

function Fact({ label, value }: { label: string; value: string }) {
  const t = useTranslations("product");
  return (
    <div className="flex justify-between gap-4">
      <dt className="flex-none text-ink-2">{label}</dt>
      <dd className={value ? "text-right" : "text-ink-3"}>{value || t("none")}</dd>
    </div>
  );
}
