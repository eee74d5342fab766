import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { NewProduct } from "../../../../../../features/products/new-product.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("product"))("newTitle") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.taxes.get.queryOptions({ store })]}>
      <NewProduct />
    </Prefetched>
  );
}
