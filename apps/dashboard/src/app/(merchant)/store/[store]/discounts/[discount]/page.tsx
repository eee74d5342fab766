import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { DiscountPage } from "../../../../../../features/discounts/discount-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("discounts"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; discount: string }> }) {
  const { store, discount } = await params;
  if (!isId(discount)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.discounts.get.queryOptions({ store, id: discount }),
        (trpc) => trpc.discounts.languages.queryOptions({ store }),
      ]}
    >
      <DiscountPage key={discount} id={discount} />
    </Prefetched>
  );
}
