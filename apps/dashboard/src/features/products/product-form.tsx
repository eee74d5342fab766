"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Banner, Button, Columns, Field, Input, RichText, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { Bundles } from "./bundle/bundles.tsx";
import { DigitalFiles } from "./digital/digital-files.tsx";
import { changesOf, type ProductValues, valuesOf } from "./form-values.ts";
import { OptionsEditor } from "./options-editor.tsx";
import { ProductHeader } from "./product-header.tsx";
import { ProductPictures } from "./product-pictures.tsx";
import { ProductSide } from "./product-side.tsx";
import { SearchFields } from "./search-fields.tsx";
import { useChangeCount } from "./sheet/sheet-says.tsx";
import { useProductResolver } from "./use-product-resolver.ts";
import { useVariants } from "./use-variants.ts";
import { variantChanges } from "./variant-cells.ts";
import { VariantsSheet } from "./variants-sheet.tsx";

/** Edits a product: texts, status, options, prices and stock, saved together or not at all. Nothing that was typed is lost to a conflict. */
export function ProductForm({ product, onReload }: { product: StaffProduct; onReload: () => Promise<void> }) {
  const t = useTranslations("product");
  const reason = useReason();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role, timezone } = useStore();
  const form = useForm<ProductValues>({
    defaultValues: valuesOf(product, timezone),
    resolver: useProductResolver(),
    mode: "onTouched",
  });
  const { errors, dirtyFields, isDirty } = form.formState;
  const { shape, sheet, reshape, discard, isReshaped } = useVariants(product);
  const cells = useChangeCount(sheet);
  const changes = Object.values(dirtyFields).filter(Boolean).length + cells + (isReshaped ? 1 : 0);
  const save = useMutation(trpc.products.save.mutationOptions());
  const [isMerged, setIsMerged] = useState(false);
  useLeaveGuard((isDirty || changes > 0) && !save.isPending, t("leave"));
  const says = (code: string | undefined) => (code ? reason(code) : undefined);

  // The product was read anew: fields that nobody touched here show what is there now.
  const shown = useRef(product);
  useEffect(() => {
    if (shown.current === product) return;
    shown.current = product;
    form.reset(valuesOf(product, timezone), { keepDirtyValues: true });
  }, [product, form, timezone]);

  const submit = form.handleSubmit(async (values) => {
    if (sheet.firstRefusal()) return; // said under the sheet
    const sent = { ...changesOf(values, product, timezone), ...variantChanges(shape, sheet, product) };
    try {
      await save.mutateAsync({ store: handle, ...sent });
    } catch (error) {
      placeFieldErrors(error, form.setError, ["handle", "title"]);
      if (failureOf(error)?.reason === "product_changed") {
        await onReload();
        setIsMerged(true);
      }
      return; // shown above the form by `save.error`
    }
    setIsMerged(false);
    await queries.invalidateQueries(trpc.products.list.pathFilter());
    form.reset(values);
    await onReload();
    discard();
    showToast(t("saved"));
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
        <ProductHeader
          title={product.title}
          status={product.status}
          changes={changes}
          isSaving={save.isPending}
          onDiscard={() => {
            form.reset(valuesOf(product, timezone));
            discard();
            save.reset();
            setIsMerged(false);
          }}
        />
        <Columns side={<ProductSide product={product} />}>
          <div className="flex max-w-[980px] flex-col gap-5">
            {isMerged ? <Merged count={sheet.contestedCount()} /> : <FormFailure error={save.error} />}
            {role === "staff" ? <Banner tone="info" title={reason("forbidden")} /> : null}
            <Field label={t("title")} error={says(errors.title?.message)}>
              <Input maxLength={255} {...form.register("title")} />
            </Field>
            <Field label={t("subtitle")} help={t("subtitleHelp")}>
              <Input maxLength={255} {...form.register("subtitle")} />
            </Field>
            <Field label={t("description")}>
              <Controller
                control={form.control}
                name="descriptionHtml"
                render={({ field }) => (
                  <RichText
                    value={field.value}
                    onChange={field.onChange}
                    onBlur={field.onBlur}
                    words={{
                      toolbar: t("toolbar"),
                      bold: t("bold"),
                      italic: t("italic"),
                      heading: t("heading"),
                      list: t("list"),
                    }}
                  />
                )}
              />
            </Field>
            <ProductPictures product={product} />
            <OptionsEditor shape={shape} sheet={sheet} onChange={reshape} />
            <VariantsSheet product={product} sheet={sheet} />
            <Bundles product={product} />
            <DigitalFiles product={product} />
            <SearchFields product={product} />
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
