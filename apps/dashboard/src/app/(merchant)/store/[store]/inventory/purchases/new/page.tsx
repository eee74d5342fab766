import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { ConsignmentForm } from "../../../../../../../features/inventory/consignment-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consignments"))("purchase.new") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.locations.list.queryOptions({ store })]}>
      <ConsignmentForm kind="purchase" draft={null} />
    </Prefetched>
  );
}
