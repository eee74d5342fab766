import { minorUnits } from "@hutong/kernel";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useClassOptions } from "../settings/taxes/use-class-options.ts";
import type { SheetColumn } from "./sheet/sheet.ts";

/** The columns that variants are filled in by, in the reader's words. */
export function useVariantColumns(currency: string): SheetColumn[] {
  const t = useTranslations("product");
  const { handle } = useStore();
  const trpc = useTRPC();
  const taxes = useQuery(trpc.taxes.get.queryOptions({ store: handle }, { refetchOnWindowFocus: false }));
  const classes = useClassOptions(taxes.data?.classes);
  return useMemo(() => {
    const yesNo = (yes: string, no: string) => [
      { value: "yes", label: yes },
      { value: "no", label: no },
    ];
    const money = 76 + minorUnits(currency) * 12;
    return [
      { key: "price", title: t("price", { currency }), kind: "money", width: money },
      { key: "available", title: t("stock"), kind: "count", width: 100, placeholder: t("untracked") },
      { key: "compareAt", title: t("compareAt"), kind: "money", width: money },
      { key: "sku", title: t("sku"), kind: "text", width: 150 },
      { key: "barcode", title: t("barcode"), kind: "text", width: 140 },
      { key: "unitCost", title: t("cost"), kind: "money", width: money },
      { key: "weightGrams", title: t("weight"), kind: "count", width: 96 },
      {
        ...{ key: "oversell", title: t("whenOut"), kind: "choice", width: 136 },
        choices: yesNo(t("sellOn"), t("stopSelling")),
      },
      {
        ...{ key: "shipping", title: t("shipped"), kind: "choice", width: 120 },
        choices: yesNo(t("isShipped"), t("notShipped")),
      },
      {
        ...{ key: "taxClass", title: t("taxClass"), kind: "choice", width: 150 },
        choices: [
          { value: "", label: t("asProduct") },
          ...classes.map(([value, label]) => ({ value, label: String(label) })),
        ],
      },
    ] satisfies SheetColumn[];
  }, [t, currency, classes]);
}
