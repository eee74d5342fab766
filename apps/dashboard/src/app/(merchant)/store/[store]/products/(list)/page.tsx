import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { ProductsPage } from "../../../../../../features/products/products-page.tsx";
import { productsInput, readProductsQuery } from "../../../../../../features/products/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("products"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readProductsQuery(search);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.products.list.queryOptions({ store, ...productsInput(query) }),
        (trpc) => trpc.productList.views.queryOptions({ store }),
      ]}
    >
      <ProductsPage />
    </Prefetched>
  );
}
