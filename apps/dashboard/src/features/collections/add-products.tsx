"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { GoodsFinder } from "../../shell/goods-finder.tsx";
import { useStore } from "../../shell/store-provider.tsx";

function useProductsFound(query: string, isOpen: boolean) {
  const note = useTranslations("collections.add")("do");
  const { handle } = useStore();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.collections.goods.queryOptions(
      { store: handle, query },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  );
  return { items: found.data?.map((item) => ({ ...item, note })), isError: found.isError };
}

/** Looks for products and puts them into the collection, one after the other. */
export function AddProducts({
  chosen,
  onAdd,
}: {
  /** Ids of some that are there already. */
  chosen: readonly string[];
  onAdd: (product: string) => void;
}) {
  const t = useTranslations("collections.add");
  return (
    <div className="mb-4">
      <GoodsFinder
        label={t("search")}
        useFound={useProductsFound}
        chosen={chosen}
        onAdd={({ id }) => onAdd(id)}
      />
    </div>
  );
}
