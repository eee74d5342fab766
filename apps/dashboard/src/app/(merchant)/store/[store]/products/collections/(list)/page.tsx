import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { CollectionsPage } from "../../../../../../../features/collections/collections-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("collections"))("title") };
}

interface Props {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: Props) {
  const { store } = await params;
  const { q } = await searchParams;
  const query = typeof q === "string" ? q.slice(0, 200) : "";
  return (
    <Prefetched of={[(trpc) => trpc.collections.list.queryOptions({ store, query })]}>
      <CollectionsPage query={query} />
    </Prefetched>
  );
}
