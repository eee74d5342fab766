import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { ProductPage } from "../../../../../../features/products/product-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("products"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; product: string }> }) {
  const { store, product } = await params;
  if (!isId(product)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.products.form.queryOptions({ store, id: product }),
        (trpc) => trpc.pictures.list.queryOptions({ store, productId: product }),
        (trpc) => trpc.bundles.list.queryOptions({ store, productId: product }),
        (trpc) => trpc.digital.list.queryOptions({ store, productId: product }),
        (trpc) => trpc.taxes.get.queryOptions({ store }),
      ]}
    >
      <ProductPage key={product} id={product} />
    </Prefetched>
  );
}
