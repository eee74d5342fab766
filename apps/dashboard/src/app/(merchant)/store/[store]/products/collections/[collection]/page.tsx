import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { CollectionPage } from "../../../../../../../features/collections/collection-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("collections"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; collection: string }> }) {
  const { store, collection } = await params;
  if (!isId(collection)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.collections.get.queryOptions({ store, id: collection }),
        (trpc) => trpc.metafields.definitions.queryOptions({ store }),
        (trpc) => trpc.collections.members.queryOptions({ store, id: collection, page: 1 }),
      ]}
    >
      <CollectionPage key={collection} id={collection} />
    </Prefetched>
  );
}
