"use client";

import { type MarketPricing, marketPrice } from "@hutong/pricing/prices";
import { SideBlock } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";

/** What a few products cost in a market by the form as it stands. */
export function PricePreview({ pricing }: { pricing: MarketPricing | null }) {
  const t = useTranslations("markets");
  const { handle } = useStore();
  const { money, amount } = useFormats();
  const trpc = useTRPC();
  const samples = useQuery(trpc.markets.samples.queryOptions({ store: handle }));
  const rows = samples.data ?? [];
  return (
    <div className="md:sticky md:top-4">
      <SideBlock title={t("preview")}>
        <p className="mb-3 text-ink-2">{t(rows.length > 0 ? "previewNote" : "previewEmpty")}</p>
        {pricing ? (
          <dl aria-live="polite" className="flex flex-col">
            {rows.map((sample) => (
              <div
                key={sample.id}
                className="flex items-baseline justify-between gap-3 border-line border-t py-2"
              >
                <dt className="min-w-0">
                  <span className="block truncate">{sample.title}</span>
                  <span className="text-ink-3 text-small tabular-nums">{amount(sample.amount)}</span>
                </dt>
                <dd className="flex-none font-semibold tabular-nums">
                  {money({ amount: marketPrice(pricing, sample.amount), currency: pricing.currency })}
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="text-ink-3">{t("previewUnread")}</p>
        )}
      </SideBlock>
    </div>
  );
}
