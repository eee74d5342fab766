import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../../api/prefetch.tsx";
import { EntryPage } from "../../../../../../../../features/records/entry-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("entries") };
}

interface Props {
  params: Promise<{ store: string; kind: string; entry: string }>;
}

export default async function Page({ params }: Props) {
  const { store, kind, entry } = await params;
  if (!isId(kind) || !isId(entry)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.metafields.entry.queryOptions({ store, id: entry })]}>
      <EntryPage key={entry} id={entry} />
    </Prefetched>
  );
}
