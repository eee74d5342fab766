import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { LostPayments } from "../../../../../../../features/settings/payments/lost-payments.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("lost"))("title") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ store: string }>;
  searchParams: Promise<{ days?: string | string[] }>;
}) {
  const [{ store }, asked] = await Promise.all([params, searchParams]);
  const days = [7, 30, 90].find((span) => String(span) === asked.days) ?? 30;
  return (
    <Prefetched of={[(trpc) => trpc.payments.losses.queryOptions({ store, days })]}>
      <LostPayments days={days} />
    </Prefetched>
  );
}
