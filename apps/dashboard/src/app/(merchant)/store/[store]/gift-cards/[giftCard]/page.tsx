import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { GiftCardPage } from "../../../../../../features/gift-cards/gift-card-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("giftCards"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; giftCard: string }> }) {
  const { store, giftCard } = await params;
  if (!isId(giftCard)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.giftCards.get.queryOptions({ store, id: giftCard })]}>
      <GiftCardPage key={giftCard} id={giftCard} />
    </Prefetched>
  );
}
