import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useDeferredValue, useMemo, useSyncExternalStore } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import type { Sheet, SheetRow } from "./sheet/sheet.ts";

interface SkuOwner {
  readonly variantId: string;
  readonly name: string;
}

const mostAsked = 100;

/** Who has each SKU of the sheet, within it. */
function ownersWithin(sheet: Sheet): Map<string, SkuOwner[]> {
  const owners = new Map<string, SkuOwner[]>();
  for (const { id, name } of sheet.rows) {
    const sku = sheet.text(id, "sku")?.trim();
    if (!sku) continue;
    const known = owners.get(sku);
    if (known) known.push({ variantId: id, name });
    else owners.set(sku, [{ variantId: id, name }]);
  }
  return owners;
}

/**
 * Tells of a SKU that others have too, here or in the rest of the store: it may be so, and one should know. Answers a note for a cell, and the SKUs
 * that are had twice.
 */
export function useDuplicateSkus(sheet: Sheet, productIds: readonly string[]) {
  const t = useTranslations("product");
  const { handle } = useStore();
  const trpc = useTRPC();
  const version = useDeferredValue(useSyncExternalStore(sheet.subscribe, sheet.version, () => 0));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet says by its version that it changed
  const { within, typed } = useMemo(() => {
    const skus = [...sheet.changes()].flatMap(([, cells]) => cells.get("sku")?.trim() || []);
    return { within: ownersWithin(sheet), typed: [...new Set(skus)].sort().slice(0, mostAsked) };
  }, [sheet, version]);
  const found = useQuery(
    trpc.products.duplicateSkus.queryOptions(
      { store: handle, productIds: [...productIds], skus: typed },
      { refetchOnWindowFocus: false, staleTime: 60_000, placeholderData: (before) => before },
    ),
  );
  const elsewhere = useMemo(() => {
    const others = (found.data ?? []).filter(({ productId }) => !productIds.includes(productId));
    const uses = others.map((use) => ({
      sku: use.sku,
      variantId: use.variantId,
      name: [use.title, use.variant].filter(Boolean).join(": "),
    }));
    return Map.groupBy(uses, (use) => use.sku);
  }, [found.data, productIds]);

  const noteOf = useCallback(
    (row: SheetRow, column: string): string | undefined => {
      const sku = column === "sku" ? sheet.text(row.id, "sku")?.trim() : "";
      if (!sku) return undefined;
      const here = within.get(sku) ?? [];
      const others = [...here.filter(({ variantId }) => variantId !== row.id), ...(elsewhere.get(sku) ?? [])];
      return others[0] ? t("skuTwice", { name: others[0].name, more: others.length - 1 }) : undefined;
    },
    [sheet, within, elsewhere, t],
  );
  const twice = useMemo(
    () => [...within].filter(([sku, here]) => here.length > 1 || elsewhere.has(sku)).map(([sku]) => sku),
    [within, elsewhere],
  );
  return { noteOf, twice };
}
