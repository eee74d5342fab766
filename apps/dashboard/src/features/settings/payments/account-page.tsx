"use client";

import { localized } from "@hutong/kernel";
import type { AccountForm as StoredAccount } from "@hutong/payments";
import { Badge, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { AccountForm, type AccountNames } from "./account-form.tsx";
import { NoticesNote } from "./notices-note.tsx";
import { RemoveAccount } from "./remove-account.tsx";
import { SetUpState } from "./set-up-state.tsx";
import { ShareNote } from "./share-note.tsx";

/** One account: its form without its secrets, and its end. */
export function AccountPage({
  id,
  names,
  setUp = null,
}: {
  id: string;
  names: AccountNames;
  /** How the merchant came from the provider's page, if they did. */
  setUp?: "back" | "again" | null;
}) {
  const t = useTranslations("payment");
  const loading = useTranslations("common")("loading");
  const locale = useLocale();
  const { handle } = useStore();
  const trpc = useTRPC();
  const quietly = { refetchOnWindowFocus: false };
  const choices = useQuery(trpc.payments.providers.queryOptions({ store: handle }, quietly));
  const stored = useQuery(trpc.payments.account.queryOptions({ store: handle, id }, quietly));
  const failed = stored.error ?? choices.error;
  const title = stored.data ? localized(stored.data.account.title, locale) : "";
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.settings(handle, "payments")}>{t("list")}</BackLink>}
        title={title}
        badges={stored.data ? <State stored={stored.data} /> : null}
      />
      {stored.data && choices.data ? (
        <>
          <div className="px-7 pt-5 max-md:px-4">
            <SetUpState stored={stored.data} step={setUp} />
            <NoticesNote account={stored.data.account} />
            <ShareNote basisPoints={stored.data.account.shareBasisPoints} />
          </div>
          <AccountForm
            key={stored.dataUpdatedAt}
            offer={stored.data.offer}
            choices={choices.data}
            names={names}
            stored={stored.data}
          />
          <RemoveAccount stored={stored.data} title={title} />
        </>
      ) : failed ? (
        <BlockFailure
          error={failed}
          onRetry={() => {
            void stored.refetch();
            void choices.refetch();
          }}
        />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}

function State({ stored }: { stored: StoredAccount }) {
  const t = useTranslations("settings.payments");
  const { isEnabled, isReady } = stored.account;
  if (!isReady) return <Badge tone="warning">{t("notReady")}</Badge>;
  return (
    <Badge tone={isEnabled ? "success" : "neutral"} dot={isEnabled ? "full" : "empty"}>
      {t(isEnabled ? "enabled" : "disabled")}
    </Badge>
  );
}
