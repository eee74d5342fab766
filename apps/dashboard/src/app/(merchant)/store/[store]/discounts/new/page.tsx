import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { NewDiscountPage } from "../../../../../../features/discounts/new-discount-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("discounts"))("newTitle") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.discounts.languages.queryOptions({ store })]}>
      <NewDiscountPage />
    </Prefetched>
  );
}
