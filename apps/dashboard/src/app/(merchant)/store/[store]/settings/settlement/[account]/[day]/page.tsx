import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../../api/prefetch.tsx";
import { BillPage } from "../../../../../../../../features/settlement/bill-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function Page({
  params,
}: {
  params: Promise<{ store: string; account: string; day: string }>;
}) {
  const { store, account, day } = await params;
  if (!isId(account) || !/^\d{4}-\d{2}-\d{2}$/.test(day)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[(trpc) => trpc.settlement.bill.queryOptions({ store, accountId: account, day })]}
    >
      <BillPage key={`${account} ${day}`} account={account} day={day} />
    </Prefetched>
  );
}
