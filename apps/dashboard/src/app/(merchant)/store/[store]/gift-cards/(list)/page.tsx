import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { GiftCardsPage } from "../../../../../../features/gift-cards/gift-cards-page.tsx";
import { giftCardsInput, readGiftCardsQuery } from "../../../../../../features/gift-cards/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("giftCards"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readGiftCardsQuery(search);
  return (
    <Prefetched of={[(trpc) => trpc.giftCards.list.queryOptions({ store, ...giftCardsInput(query) })]}>
      <GiftCardsPage query={query} />
    </Prefetched>
  );
}
