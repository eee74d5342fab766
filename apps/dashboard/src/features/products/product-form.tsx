"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Banner, Button, Columns } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { ProductMetafields } from "../metafields/product-metafields.tsx";
import { Bundles } from "./bundle/bundles.tsx";
import { DigitalFiles } from "./digital/digital-files.tsx";
import { type ProductValues, valuesOf } from "./form-values.ts";
import { OptionsEditor } from "./options-editor.tsx";
import { ProductHeader } from "./product-header.tsx";
import { ProductSide } from "./product-side.tsx";
import { ProductTexts } from "./product-texts.tsx";
import type { HeldRules } from "./purchase-rules.tsx";
import { SearchFields } from "./search-fields.tsx";
import type { Sheet } from "./sheet/sheet.ts";
import { wrongId } from "./sheet/sheet-says.tsx";
import { useProductResolver } from "./use-product-resolver.ts";
import { useVariants } from "./use-variants.ts";
import type { VariantShape } from "./variant-shape.ts";
import { VariantsSheet } from "./variants-sheet.tsx";

/** What stands in the form when it is sent. */
export interface Filled {
  readonly values: ProductValues;
  readonly shape: VariantShape;
  readonly sheet: Sheet;
}

/** How the form is saved. */
export interface Saving {
  /** Throws what the server does not want; nothing that was typed is lost then. */
  readonly send: (filled: Filled) => Promise<void>;
  /** Follows what was saved: reads it anew, or leads to it. */
  readonly follow: () => Promise<void>;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Somebody else was faster: what they saved stands under what was typed here. */
  readonly isMerged: boolean;
  readonly forget: () => void;
}

/**
 * A product whole: texts, status, pictures, options, prices and stock, saved together or not at all.
 * @param product as it was read, or a blank one
 * @param others changes that are kept beside the form
 * @param heldRules where its purchase rules are kept until it is there
 */
export function ProductForm({
  product,
  saving,
  pictures,
  others = 0,
  heldRules = null,
}: {
  product: StaffProduct;
  saving: Saving;
  pictures: ReactNode;
  others?: number;
  heldRules?: HeldRules | null;
}) {
  const t = useTranslations("product");
  const forbidden = useReason()("forbidden");
  const { role, timezone } = useStore();
  const isNew = product.id === "";
  const form = useForm<ProductValues>({
    defaultValues: valuesOf(product, timezone),
    resolver: useProductResolver(isNew),
    mode: "onTouched",
  });
  const { shape, sheet, reshape, discard, isReshaped } = useVariants(product);

  // The product was read anew: fields that nobody touched here show what is there now.
  const shown = useRef(product);
  useEffect(() => {
    if (shown.current === product) return;
    shown.current = product;
    form.reset(valuesOf(product, timezone), { keepDirtyValues: true });
  }, [product, form, timezone]);

  const isSheetRight = () => {
    if (isNew) sheet.judgeAll();
    if (!sheet.firstRefusal()) return true;
    // It is said under the sheet, which may be far below.
    requestAnimationFrame(() => document.getElementById(wrongId)?.scrollIntoView({ block: "center" }));
    return false;
  };
  const submit = form.handleSubmit(
    async (values) => {
      if (!isSheetRight()) return;
      try {
        await saving.send({ values, shape, sheet });
      } catch (error) {
        placeFieldErrors(error, form.setError, ["handle", "title"]);
        return; // shown above the form by `saving.error`
      }
      form.reset(values);
      await saving.follow();
      if (!isNew) discard();
    },
    () => isNew && sheet.judgeAll(),
  );

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
        <ProductHeader
          title={isNew ? t("newTitle") : product.title}
          status={isNew ? null : product.status}
          sheet={sheet}
          others={others + (isReshaped ? 1 : 0)}
          isSaving={saving.isBusy}
          onDiscard={
            isNew
              ? null
              : () => {
                  form.reset(valuesOf(product, timezone));
                  discard();
                  saving.forget();
                }
          }
        />
        <Columns side={<ProductSide product={product} heldRules={heldRules} />}>
          <div className="flex max-w-[980px] flex-col gap-5">
            {saving.isMerged ? (
              <Merged count={sheet.contestedCount()} />
            ) : (
              <FormFailure error={saving.error} />
            )}
            {role === "staff" ? <Banner tone="info" title={forbidden} /> : null}
            <ProductTexts />
            {pictures}
            <OptionsEditor shape={shape} sheet={sheet} onChange={reshape} />
            <VariantsSheet product={product} sheet={sheet} />
            {/* Saved by themselves: there once the product is. */}
            {isNew ? null : <Bundles product={product} />}
            {isNew ? null : <DigitalFiles product={product} />}
            <SearchFields product={product} />
            {isNew ? null : <ProductMetafields product={product} />}
          </div>
        </Columns>
      </form>
    </FormProvider>
  );
}

/** Somebody else was faster: what they saved is here now, and what was typed stands over it. */
function Merged({ count }: { count: number }) {
  const t = useTranslations("product");
  return (
    <Banner
      tone="warning"
      title={t("conflictTitle")}
      action={
        <Button type="submit" look="primary">
          {t("saveMine")}
        </Button>
      }
    >
      {t("conflictNote", { count })}
    </Banner>
  );
}
