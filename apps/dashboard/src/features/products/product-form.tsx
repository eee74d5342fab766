"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Banner, Button, Columns, Field, Input, RichText, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { changesOf, type ProductValues, valuesOf } from "./form-values.ts";
import { ProductHeader } from "./product-header.tsx";
import { ProductPictures } from "./product-pictures.tsx";
import { ProductSide } from "./product-side.tsx";
import { useProductResolver } from "./use-product-resolver.ts";
import { VariantsTable } from "./variants-table.tsx";

/** Edits a product: texts, status, prices and stock, saved together or not at all. */
export function ProductForm({ product, onReload }: { product: StaffProduct; onReload: () => Promise<void> }) {
  const t = useTranslations("product");
  const reason = useReason();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const form = useForm<ProductValues>({
    defaultValues: valuesOf(product),
    resolver: useProductResolver(product.currency),
    mode: "onTouched",
  });
  const { errors, dirtyFields, isDirty } = form.formState;
  const save = useMutation(trpc.products.save.mutationOptions());
  useLeaveGuard(isDirty && !save.isPending, t("leave"));
  const says = (code: string | undefined) => (code ? reason(code) : undefined);

  const submit = form.handleSubmit(async (values) => {
    try {
      await save.mutateAsync({ store: handle, ...changesOf(values, product) });
    } catch {
      return; // shown above the form by `save.error`
    }
    await queries.invalidateQueries(trpc.products.list.pathFilter());
    form.reset(values);
    await onReload();
    showToast(t("saved"));
  });
  const failure = failureOf(save.error);
  const isConflict = failure?.reason === "product_changed";

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
        <ProductHeader
          title={product.title}
          status={product.status}
          changes={countChanges(dirtyFields)}
          isSaving={save.isPending}
          onDiscard={() => {
            form.reset();
            save.reset();
          }}
        />
        <Columns side={<ProductSide product={product} />}>
          <div className="flex max-w-[820px] flex-col gap-5">
            {isConflict ? (
              <Banner
                tone="warning"
                title={t("conflictTitle")}
                action={<Button onClick={() => void onReload()}>{t("reload")}</Button>}
              >
                {t("conflictNote")}
              </Banner>
            ) : (
              <FormFailure error={save.error} />
            )}
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
            <VariantsTable product={product} />
          </div>
        </Columns>
      </form>
    </FormProvider>
  );
}

type Dirty = boolean | undefined | { [key: string]: Dirty } | Dirty[];

/** How many fields differ from what was read. */
function countChanges(dirty: Dirty): number {
  if (dirty === true) return 1;
  if (!dirty) return 0;
  return Object.values(dirty).reduce<number>((sum, one) => sum + countChanges(one), 0);
}
