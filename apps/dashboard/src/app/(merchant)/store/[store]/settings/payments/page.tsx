import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { PaymentSettings } from "../../../../../../features/settings/payment-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.payments") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched
      of={[
        (trpc) => trpc.payments.accounts.queryOptions({ store }),
        (trpc) => trpc.payments.cases.queryOptions({ store }),
      ]}
    >
      <PaymentSettings />
    </Prefetched>
  );
}
