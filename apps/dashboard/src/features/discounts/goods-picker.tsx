"use client";

import type { NamedGoods } from "@hutong/catalogue";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { GoodsFinder } from "../../shell/goods-finder.tsx";
import { useStore } from "../../shell/store-provider.tsx";

function useGoodsFound(query: string, isOpen: boolean, of: "targets" | "variants") {
  const t = useTranslations("discounts.goods");
  const { handle } = useStore();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.discounts.goods.queryOptions(
      { store: handle, query },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  );
  const items = found.data && offered(found.data, of, (title) => t("all", { title }));
  return { items: items?.map((one) => ({ ...one, note: t(one.kind) })), isError: found.isError };
}

const useTargets = (query: string, isOpen: boolean) => useGoodsFound(query, isOpen, "targets");
const useVariants = (query: string, isOpen: boolean) => useGoodsFound(query, isOpen, "variants");

/** Looks for goods and adds them: whole products and collections, or variants alone. */
export function GoodsPicker({
  of,
  chosen,
  onAdd,
}: {
  of: "targets" | "variants";
  /** Ids that are there already. */
  chosen: readonly string[];
  onAdd: (goods: NamedGoods) => void;
}) {
  const t = useTranslations("discounts.goods");
  return (
    <GoodsFinder
      label={t("search")}
      useFound={of === "targets" ? useTargets : useVariants}
      chosen={chosen}
      onAdd={({ kind, id, title }) => onAdd({ kind, id, title })}
    />
  );
}

interface Found {
  readonly products: readonly {
    readonly id: string;
    readonly title: string;
    readonly variants: readonly { readonly id: string; readonly title: string }[];
  }[];
  readonly collections: readonly NamedGoods[];
}

function offered(
  { products, collections }: Found,
  of: "targets" | "variants",
  whole: (title: string) => string,
) {
  const variants = products.flatMap(({ title, variants: own }) =>
    own.map((one) => ({
      kind: "variant" as const,
      id: one.id,
      title: one.title ? `${title} · ${one.title}` : title,
    })),
  );
  if (of === "variants") return variants;
  const targets: NamedGoods[] = products.flatMap(({ id, title, variants: own }) => {
    const product = { kind: "product" as const, id, title: own.length > 1 ? whole(title) : title };
    return [
      product,
      ...(own.length > 1 ? variants.filter((one) => own.some(({ id: mine }) => mine === one.id)) : []),
    ];
  });
  return [...collections, ...targets];
}
