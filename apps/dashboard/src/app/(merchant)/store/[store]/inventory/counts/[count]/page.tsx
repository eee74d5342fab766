import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { CountPage } from "../../../../../../../features/inventory/count-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("counts"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; count: string }> }) {
  const { store, count } = await params;
  if (!isId(count)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.inventory.count.queryOptions({ store, id: count })]}>
      <CountPage key={count} id={count} />
    </Prefetched>
  );
}
