import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { CustomersPage } from "../../../../../../features/customers/customers-page.tsx";
import { customersInput, readCustomersQuery } from "../../../../../../features/customers/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readCustomersQuery(search);
  return (
    <Prefetched of={[(trpc) => trpc.customers.list.queryOptions({ store, ...customersInput(query) })]}>
      <CustomersPage query={query} />
    </Prefetched>
  );
}
