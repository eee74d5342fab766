"use client";

import type { StaffEvent, StaffOrder } from "@hutong/orders";
import { Block, Timeline, TimelineItem } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";

const known = [
  "order_placed",
  "order_paid",
  "order_capture_requested",
  "order_authorization_voided",
  "order_fulfilled",
  "order_cancelled",
  "order_refunded",
  "order_invoice_issued",
  "order_downloads_changed",
] as const;
const actors = ["staff", "customer", "guest", "system", "operator", "app"] as const;

/** What happened to an order, the newest first. */
export function OrderHistory({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const { dayAndTime } = useFormats();
  const events = [...order.events].reverse();
  return (
    <Block title={t("history")}>
      <Timeline>
        {events.map((event, index) => (
          <TimelineItem
            key={event.number}
            isMain={index === 0}
            at={
              <time dateTime={event.at.toISOString()} suppressHydrationWarning>
                {dayAndTime(event.at)}
              </time>
            }
          >
            <EventText event={event} />
          </TimelineItem>
        ))}
      </Timeline>
    </Block>
  );
}

function EventText({ event }: { event: StaffEvent }) {
  const t = useTranslations("order");
  const { money } = useFormats();
  const kind = known.find((one) => one === event.kind.replace(".", "_"));
  const actor = actors.find((one) => one === event.actorKind);
  const { amount, currency } = event.data;
  const asked = typeof amount === "number" && typeof currency === "string" ? money({ amount, currency }) : "";
  return (
    <>
      {kind ? t(`events.${kind}`, { amount: asked }) : t("events.other", { kind: event.kind })}
      {actor ? <small className="block text-ink-3 text-small">{t(`actors.${actor}`)}</small> : null}
    </>
  );
}
