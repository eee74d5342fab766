import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { LeftCheckoutsPage } from "../../../../../../features/customers/left-checkouts-page.tsx";
import { leftInput, readLeftQuery } from "../../../../../../features/customers/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("leftTitle") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readLeftQuery(search);
  return (
    <Prefetched of={[(trpc) => trpc.customers.leftCheckouts.queryOptions({ store, ...leftInput(query) })]}>
      <LeftCheckoutsPage query={query} />
    </Prefetched>
  );
}
