import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../../api/prefetch.tsx";
import { KindPage } from "../../../../../../../../features/settings/custom-data/kind-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("fields") };
}

export default async function Page({ params }: { params: Promise<{ store: string; kind: string }> }) {
  const { store, kind } = await params;
  if (!isId(kind)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.metafields.kind.queryOptions({ store, id: kind })]}>
      <KindPage key={kind} id={kind} />
    </Prefetched>
  );
}
