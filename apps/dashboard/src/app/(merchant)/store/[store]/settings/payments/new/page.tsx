import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../../features/settings/payments/account-names.ts";
import { NewAccountPage } from "../../../../../../../features/settings/payments/new-account-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment"))("add") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ store: string }>;
  searchParams: Promise<{ provider?: string | string[] }>;
}) {
  const [{ store }, { provider }, locale] = await Promise.all([params, searchParams, getLocale()]);
  return (
    <Prefetched of={[(trpc) => trpc.payments.providers.queryOptions({ store })]}>
      <NewAccountPage
        provider={typeof provider === "string" ? provider : null}
        names={accountNames(locale)}
      />
    </Prefetched>
  );
}
