"use client";

import { localized } from "@hutong/kernel";
import { Badge, LetterTile, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { PaymentCases } from "./payment-cases.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

/** Ways to pay, and payments that wait for a person. */
export function PaymentSettings() {
  const t = useTranslations("settings.payments");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const locale = useLocale();
  const trpc = useTRPC();
  const accounts = useQuery(trpc.payments.accounts.queryOptions({ store: handle }));
  return (
    <SettingsFrame part="payments">
      <PaymentCases />
      <h2 className="font-semibold text-section">{t("title")}</h2>
      <p className="mb-3 text-ink-2">{t("note")}</p>
      {accounts.data ? (
        <ul>
          {accounts.data.length === 0 ? <li className="text-ink-3">{t("none")}</li> : null}
          {accounts.data.map((account) => {
            const title = localized(account.title, locale);
            return (
              <li key={account.id} className="flex min-h-16 items-center gap-3 border-line border-t">
                <LetterTile>{title}</LetterTile>
                <span className="min-w-0">
                  {title}
                  <span className="block text-ink-3 text-small">{localized(account.label, locale)}</span>
                </span>
                <span className="ml-auto">
                  <Badge
                    tone={account.isEnabled ? "success" : "neutral"}
                    dot={account.isEnabled ? "full" : "empty"}
                  >
                    {t(account.isEnabled ? "enabled" : "disabled")}
                  </Badge>
                </span>
              </li>
            );
          })}
        </ul>
      ) : accounts.isError ? (
        <BlockFailure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={2} />
      )}
    </SettingsFrame>
  );
}
