import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { readStockQuery } from "../../../../../../../features/inventory/query.ts";
import { VariantPage } from "../../../../../../../features/inventory/variant-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inventory"))("title") };
}

type Props = {
  params: Promise<{ store: string; variant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store, variant }, search] = await Promise.all([params, searchParams]);
  if (!isId(variant)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.inventory.variant.queryOptions({ store, id: variant })]}>
      <VariantPage key={variant} id={variant} query={readStockQuery(search)} />
    </Prefetched>
  );
}
