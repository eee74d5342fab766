import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { SearchSettings } from "../../../../../../features/settings/search/search-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.search") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.search.synonyms.queryOptions({ store })]}>
      <SearchSettings />
    </Prefetched>
  );
}
