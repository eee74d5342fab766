"use client";

import type { LostCheckout } from "@hutong/payments";
import { Badge, Block, Button, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import { PaymentStory } from "../../orders/payment-story.tsx";

/** The latest checkouts that were not paid, each with its story. */
export function LostCheckouts({ lost }: { lost: readonly LostCheckout[] }) {
  const t = useTranslations("lost");
  if (lost.length === 0) return null;
  return (
    <Block title={t("checkouts")}>
      <ul className="border-line border-t">
        {lost.map((checkout) => (
          <Row key={checkout.id} checkout={checkout} />
        ))}
      </ul>
    </Block>
  );
}

function Row({ checkout }: { checkout: LostCheckout }) {
  const t = useTranslations("lost");
  const { money, dayAndTime } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-line border-b py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="font-semibold">{money(checkout)}</b>
        <Badge tone={checkout.isWaiting ? "warning" : "neutral"} dot={checkout.isWaiting ? "half" : "empty"}>
          {t(checkout.isWaiting ? "isWaiting" : "isLost")}
        </Badge>
        <span className="text-ink-3" suppressHydrationWarning>
          {t("tries", { count: checkout.tries })} · {dayAndTime(checkout.lastAt)}
        </span>
        <Button
          look="quiet"
          size="small"
          className="ml-auto"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t("whatHappened")}
        </Button>
      </div>
      {isOpen ? <Story id={checkout.id} /> : null}
    </li>
  );
}

function Story({ id }: { id: string }) {
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const tries = useQuery(trpc.payments.tries.queryOptions({ store: handle, checkoutId: id }));
  if (tries.data) return <PaymentStory attempts={tries.data} />;
  if (tries.isError) return <BlockFailure error={tries.error} onRetry={() => void tries.refetch()} />;
  return <SkeletonRows label={loading} count={2} />;
}
