"use client";

import { Select, SideBlock } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useClassOptions } from "../settings/taxes/use-class-options.ts";
import type { ProductValues } from "./form-values.ts";

/** What the product is taxed as. */
export function TaxClassChoice() {
  const t = useTranslations("product");
  const { handle } = useStore();
  const trpc = useTRPC();
  const taxes = useQuery(trpc.taxes.get.queryOptions({ store: handle }, { refetchOnWindowFocus: false }));
  const form = useFormContext<Pick<ProductValues, "taxClass">>();
  const classes = useClassOptions(taxes.data?.classes, [form.getValues("taxClass")]);
  return (
    <SideBlock title={t("taxClass")}>
      <Select aria-label={t("taxClass")} {...form.register("taxClass")}>
        <Options of={classes} />
      </Select>
      <p className="mt-1.5 text-ink-3 text-small">{t("taxClassNote")}</p>
    </SideBlock>
  );
}
