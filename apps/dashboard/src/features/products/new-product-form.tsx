"use client";

import { minorUnits, parseMoney } from "@hutong/kernel";
import { AffixedInput, Button, Columns, Field, Input, PageHeader, RichText } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, type FieldErrors, FormProvider, type Resolver, useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { readCount, readPrice } from "./form-values.ts";
import type { ProductStatus } from "./product-badges.tsx";
import { StatusChoice } from "./product-side.tsx";

interface Values {
  title: string;
  subtitle: string;
  descriptionHtml: string;
  status: ProductStatus;
  price: string;
  sku: string;
  available: string;
}

const empty: Values = {
  title: "",
  subtitle: "",
  descriptionHtml: "",
  status: "active",
  price: "",
  sku: "",
  available: "",
};

function resolverFor(currency: string): Resolver<Values> {
  return (values) => {
    const errors: FieldErrors<Values> = {};
    const refuse = (field: keyof Values, message: string) => {
      errors[field] = { type: "judged", message };
    };
    if (!values.title.trim()) refuse("title", "title_missing");
    const price = readPrice(values.price, currency);
    if ("code" in price) refuse("price", price.code);
    else if (price.value === null) refuse("price", "price_missing");
    const available = readCount(values.available);
    if ("code" in available) refuse("available", available.code);
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
}

/** A new product with one variant: a title, a price and how many there are. */
export function NewProductForm() {
  const t = useTranslations();
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, currency } = useStore();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<Values>({
    defaultValues: empty,
    resolver: resolverFor(currency),
    mode: "onTouched",
  });
  const create = useMutation(trpc.products.create.mutationOptions());
  const { errors, isDirty } = form.formState;
  useLeaveGuard(isDirty && !create.isPending && !create.isSuccess, t("product.leave"));
  const says = (code: string | undefined) =>
    code ? reason(code, { currency, digits: minorUnits(currency) }) : undefined;

  const submit = form.handleSubmit(async ({ price, sku, available, ...texts }) => {
    setFailure(null);
    const count = readCount(available);
    try {
      const { id } = await create.mutateAsync({
        store: handle,
        ...texts,
        sku: sku.trim() || null,
        price: parseMoney(price, currency).amount,
        available: "value" in count ? count.value : null,
      });
      await queries.invalidateQueries(trpc.products.pathFilter());
      router.replace(paths.product(handle, id));
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, ["title", "subtitle", "price", "sku", "available"]))
        setFailure(error);
    }
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
        <PageHeader
          isLined
          isSticky
          back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
          title={t("product.newTitle")}
          actions={
            <Button type="submit" look="primary" isBusy={create.isPending || create.isSuccess}>
              {t("common.save")}
            </Button>
          }
        />
        <Columns side={<StatusChoice />}>
          <div className="flex max-w-[720px] flex-col gap-5">
            <FormFailure error={failure} />
            <Field label={t("product.title")} error={says(errors.title?.message)}>
              <Input maxLength={255} {...form.register("title")} />
            </Field>
            <Field label={t("product.subtitle")} help={t("product.subtitleHelp")}>
              <Input maxLength={255} {...form.register("subtitle")} />
            </Field>
            <Field label={t("product.description")}>
              <Controller
                control={form.control}
                name="descriptionHtml"
                render={({ field }) => (
                  <RichText
                    value={field.value}
                    onChange={field.onChange}
                    onBlur={field.onBlur}
                    words={{
                      toolbar: t("product.toolbar"),
                      bold: t("product.bold"),
                      italic: t("product.italic"),
                      heading: t("product.heading"),
                      list: t("product.list"),
                    }}
                  />
                )}
              />
            </Field>
            <div className="grid gap-5 sm:grid-cols-3">
              <Field label={t("product.price", { currency })} error={says(errors.price?.message)}>
                <AffixedInput inputMode="decimal" autoComplete="off" {...form.register("price")} />
              </Field>
              <Field
                label={t("product.stock")}
                help={t("product.trackNote")}
                error={says(errors.available?.message)}
              >
                <Input inputMode="numeric" autoComplete="off" {...form.register("available")} />
              </Field>
              <Field label={t("product.sku")} aside={t("common.optional")}>
                <Input maxLength={255} autoComplete="off" {...form.register("sku")} />
              </Field>
            </div>
          </div>
        </Columns>
      </form>
    </FormProvider>
  );
}
