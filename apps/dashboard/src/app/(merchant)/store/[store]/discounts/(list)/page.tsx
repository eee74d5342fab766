import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { DiscountsPage } from "../../../../../../features/discounts/discounts-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("discounts"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.discounts.list.queryOptions({ store })]}>
      <DiscountsPage />
    </Prefetched>
  );
}
