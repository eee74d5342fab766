"use client";

import { PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { EditProduct } from "./edit-product.tsx";
import { unpackProduct } from "./packed-product.ts";

/** One product, to be edited. It is not read anew by itself: what one types must not be pulled away. */
export function ProductPage({ id }: { id: string }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const read = useQuery(
    trpc.products.form.queryOptions(
      { store: handle, id },
      { refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const product = useMemo(() => read.data && unpackProduct(read.data), [read.data]);
  if (product)
    return (
      <EditProduct
        key={product.id}
        product={product}
        onReload={async () => {
          await read.refetch();
        }}
      />
    );
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
        title=""
      />
      {read.isError ? (
        <BlockFailure error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <SkeletonRows label={t("common.loading")} count={5} />
      )}
    </>
  );
}
