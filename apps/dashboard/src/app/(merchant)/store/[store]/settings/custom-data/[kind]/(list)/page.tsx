import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../../api/prefetch.tsx";
import { EntriesPage } from "../../../../../../../../features/records/entries-page.tsx";
import { entriesInput, readEntriesQuery } from "../../../../../../../../features/records/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("entries") };
}

interface Props {
  params: Promise<{ store: string; kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: Props) {
  const [{ store, kind }, search] = await Promise.all([params, searchParams]);
  if (!isId(kind)) notFound();
  const query = readEntriesQuery(search);
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.metafields.kind.queryOptions({ store, id: kind }),
        (trpc) => trpc.metafields.entries.queryOptions({ store, ...entriesInput(kind, query) }),
      ]}
    >
      <EntriesPage kindId={kind} query={query} />
    </Prefetched>
  );
}
