"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Banner, Button, EmptyState, PageHeader, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { bulkChanges, bulkRows, judgeBulkRow, rowsOfProduct } from "./bulk-rows.ts";
import { type ProductsQuery, productsInput } from "./query.ts";
import type { SheetOutcome } from "./save-product.ts";
import { Sheet } from "./sheet/sheet.ts";
import { SheetGrid } from "./sheet/sheet-grid.tsx";
import { SheetHistory, SheetSays, useCellWords, useChangeCount } from "./sheet/sheet-says.tsx";
import { useBulkColumns } from "./use-bulk-columns.ts";
import { useDuplicateSkus } from "./use-duplicate-skus.ts";

/** Several products as one sheet: those that were chosen, or those that the list shows. */
export function BulkPage({ ids, query }: { ids: readonly string[]; query: ProductsQuery }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const still = { refetchOnWindowFocus: false, refetchOnReconnect: false };
  const list = useQuery(
    trpc.products.list.queryOptions(
      { store: handle, ...productsInput(query) },
      { ...still, enabled: ids.length === 0 },
    ),
  );
  const wanted = ids.length > 0 ? ids : (list.data?.items ?? []).map(({ id }) => id);
  const sheet = useQuery(
    trpc.products.sheet.queryOptions(
      { store: handle, ids: [...wanted] },
      { ...still, enabled: wanted.length > 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const failed = list.isError ? list : sheet.isError ? sheet : null;
  const isEmpty = ids.length === 0 ? list.data?.items.length === 0 : sheet.data?.length === 0;
  if (sheet.data && sheet.data.length > 0)
    return (
      <BulkSheet
        products={sheet.data}
        onReload={async () => {
          await sheet.refetch();
        }}
      />
    );
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
        title={t("bulk.title")}
      />
      {failed ? (
        <BlockFailure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : isEmpty ? (
        <EmptyState
          title={t("products.noMatch")}
          actions={
            <Button asChild>
              <Link href={paths.products(handle)}>{t("products.title")}</Link>
            </Button>
          }
        />
      ) : (
        <SkeletonRows label={t("common.loading")} />
      )}
    </>
  );
}

type Refused = Extract<SheetOutcome, { code: string }> & { readonly title: string };

function BulkSheet({
  products,
  onReload,
}: {
  products: readonly StaffProduct[];
  onReload: () => Promise<void>;
}) {
  const t = useTranslations();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const currency = products[0]!.currency;
  const [sheet] = useState(() => new Sheet(bulkRows(products), judgeBulkRow(currency)));
  const columns = useBulkColumns(currency);
  const words = useCellWords();
  const ids = useMemo(() => products.map(({ id }) => id as string), [products]);
  const titles = useMemo(
    () => new Map<string, string>(products.map(({ id, title }) => [id, title])),
    [products],
  );
  const { noteOf, twice } = useDuplicateSkus(sheet, ids);
  const changes = useChangeCount(sheet);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const save = useMutation(trpc.products.saveSheet.mutationOptions());
  useLeaveGuard(changes > 0 && !save.isPending, t("product.leave"));

  // Read anew: what was typed stays over it.
  useEffect(() => sheet.rebase(bulkRows(products)), [sheet, products]);

  async function submit(): Promise<void> {
    const sent = bulkChanges(sheet, products);
    if (sheet.firstRefusal() || sent.length === 0) return; // said under the sheet
    let outcomes: readonly SheetOutcome[];
    try {
      outcomes = await save.mutateAsync({ store: handle, products: sent });
    } catch {
      return; // shown above the sheet by `save.error`
    }
    const known = new Map<string, StaffProduct>(products.map((product) => [product.id, product]));
    const saved = outcomes.filter((outcome) => !("code" in outcome));
    sheet.forget(saved.flatMap(({ id }) => rowsOfProduct(known.get(id)!)));
    setRefused(
      outcomes.flatMap((outcome) =>
        "code" in outcome ? [{ ...outcome, title: titles.get(outcome.id) ?? "" }] : [],
      ),
    );
    await queries.invalidateQueries(trpc.products.list.pathFilter());
    await onReload();
    if (saved.length > 0) showToast(t("bulk.saved", { count: saved.length }));
  }

  return (
    <form
      noValidate
      className="flex flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PageHeader
        isLined
        isSticky
        back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
        title={t("bulk.title")}
        note={t("bulk.count", { count: products.length })}
        actions={
          changes > 0 ? (
            <>
              <span className="flex items-center gap-2 text-warning max-md:sr-only" role="status">
                <span className="size-2 rounded-pill bg-current" aria-hidden="true" />
                {t("product.unsaved", { count: changes })}
              </span>
              <Button
                onClick={() => {
                  sheet.discard();
                  setRefused([]);
                }}
              >
                {t("common.discard")}
              </Button>
              <Button
                type="submit"
                look="primary"
                isBusy={save.isPending}
                reason={role === "staff" ? t("errors.forbidden") : null}
              >
                {t("common.save")}
              </Button>
            </>
          ) : null
        }
      />
      <div className="flex flex-col gap-3 px-7 py-5 max-md:px-4">
        <FormFailure error={save.error} />
        <NotSaved refused={refused} />
        <div className="flex">
          <SheetHistory sheet={sheet} />
        </div>
        <SheetGrid
          sheet={sheet}
          columns={columns}
          label={t("bulk.title")}
          rowTitle={t("products.columns.product")}
          rowWidth={220}
          groupName={(group) => titles.get(group) ?? ""}
          groupCount={(count) => t("products.variantCount", { count: count - 1 })}
          noteOf={noteOf}
          words={words}
        />
        <SheetSays sheet={sheet} columns={columns} twice={twice} />
      </div>
    </form>
  );
}

/** Products that were not saved, and why; what was typed into them is still there. */
function NotSaved({ refused }: { refused: readonly Refused[] }) {
  const t = useTranslations("bulk");
  const reason = useReason();
  if (refused.length === 0) return null;
  return (
    <Banner tone="danger" title={t("refused", { count: refused.length })}>
      <ul>
        {refused.map(({ id, title, code, params }) => (
          <li key={id}>
            {title}: {code === "product_changed" ? t("changed") : reason(code, params)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
