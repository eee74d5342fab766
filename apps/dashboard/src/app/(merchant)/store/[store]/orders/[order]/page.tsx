import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { OrderPage } from "../../../../../../features/orders/order-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; order: string }> }) {
  const { store, order } = await params;
  if (!isId(order)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.orders.get.queryOptions({ store, id: order })]}>
      <OrderPage key={order} id={order} />
    </Prefetched>
  );
}
