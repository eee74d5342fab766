import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { CustomerPage } from "../../../../../../features/customers/customer-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string; customer: string }> }) {
  const { store, customer } = await params;
  if (!isId(customer)) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.customers.get.queryOptions({ store, id: customer })]}>
      <CustomerPage key={customer} id={customer} />
    </Prefetched>
  );
}
