import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { ConsignmentPage } from "../../../../../../../features/inventory/consignment-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consignments"))("purchase.title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; consignment: string }> }) {
  const { store, consignment } = await params;
  if (!isId(consignment)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.inventory.consignment.queryOptions({ store, id: consignment }),
        (trpc) => trpc.locations.list.queryOptions({ store }),
      ]}
    >
      <ConsignmentPage key={consignment} kind="purchase" id={consignment} />
    </Prefetched>
  );
}
