"use client";

import { PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { ProductForm } from "./product-form.tsx";

/** One product, to be edited. It is not read anew by itself: what one types must not be pulled away. */
export function ProductPage({ id }: { id: string }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const product = useQuery(
    trpc.products.get.queryOptions(
      { store: handle, id },
      { refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  if (product.data)
    return (
      <ProductForm
        key={product.data.id}
        product={product.data}
        onReload={async () => {
          await product.refetch();
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
      {product.isError ? (
        <BlockFailure error={product.error} onRetry={() => void product.refetch()} />
      ) : (
        <SkeletonRows label={t("common.loading")} count={5} />
      )}
    </>
  );
}
