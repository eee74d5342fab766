import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { OrdersPage } from "../../../../../../features/orders/orders-page.tsx";
import { ordersInput, readOrdersQuery } from "../../../../../../features/orders/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readOrdersQuery(search);
  return (
    <Prefetched of={[(trpc) => trpc.orders.list.queryOptions({ store, ...ordersInput(query) })]}>
      <OrdersPage query={query} />
    </Prefetched>
  );
}
