import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../../features/settings/payments/account-names.ts";
import { AccountPage } from "../../../../../../../features/settings/payments/account-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment"))("edit") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ store: string; account: string }>;
  searchParams: Promise<{ setUp?: string | string[] }>;
}) {
  const [{ store, account }, { setUp }, locale] = await Promise.all([params, searchParams, getLocale()]);
  if (!isId(account)) notFound();
  return (
    <Prefetched
      isPageOf
      of={[
        (trpc) => trpc.payments.account.queryOptions({ store, id: account }),
        (trpc) => trpc.payments.providers.queryOptions({ store }),
      ]}
    >
      <AccountPage
        key={account}
        id={account}
        names={accountNames(locale)}
        setUp={setUp === "back" || setUp === "again" ? setUp : null}
      />
    </Prefetched>
  );
}
