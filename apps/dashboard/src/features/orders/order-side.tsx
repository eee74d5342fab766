"use client";

import { localized } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { LetterTile, SideBlock } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import { addressLines } from "./address-lines.ts";
import { PaymentBadge } from "./order-badges.tsx";
import { OrderDownloads } from "./order-downloads.tsx";
import { OrderInvoice } from "./order-invoice.tsx";
import { useMethodTitle } from "./order-page.tsx";

// Where it is sent, or where its customer fetches it.
function linesOf({ pickup, address }: StaffOrder): string[] {
  if (!pickup) return address ? addressLines(address) : [];
  return [pickup.name, ...addressLines({ ...pickup.address }), pickup.hours].filter(Boolean);
}

/** Who, where, notes, payment and parcels. */
export function OrderSide({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const method = useMethodTitle(order);
  const lines = linesOf(order);
  return (
    <>
      <SideBlock title={t("customer")}>
        <p className="font-semibold">{order.customerName}</p>
        {order.email ? (
          <p>
            <a href={`mailto:${order.email}`} className="break-all text-accent-text hover:underline">
              {order.email}
            </a>
          </p>
        ) : null}
        {order.phone ? (
          <p>
            <a href={`tel:${order.phone}`} className="text-accent-text hover:underline">
              {order.phone}
            </a>
          </p>
        ) : null}
      </SideBlock>
      <SideBlock title={t(order.pickup ? "pickupAt" : "shipTo")}>
        {lines.length === 0 ? <p className="text-ink-2">{t("noAddress")}</p> : null}
        {lines.map((line) => (
          <p key={line} className="leading-[1.65]">
            {line}
          </p>
        ))}
      </SideBlock>
      <SideBlock title={t("note")}>
        <p className={order.note ? "leading-[1.65]" : "text-ink-2"}>{order.note || t("noNote")}</p>
      </SideBlock>
      <SideBlock title={t("payment")}>
        <p className="flex items-center gap-2">
          <LetterTile>{method}</LetterTile>
          {method}
          <span className="ml-auto">
            <PaymentBadge order={order} />
          </span>
        </p>
      </SideBlock>
      <OrderDownloads order={order} />
      <OrderInvoice order={order} />
      {order.fulfilments.length > 0 ? <Parcels order={order} /> : null}
    </>
  );
}

type ReportProps = NonNullable<StaffOrder["fulfilments"][number]["report"]>;

/** Whether the provider that holds the money back was told of a parcel, and what to do when it was not. */
function Report({ state, reason }: ReportProps) {
  const t = useTranslations("order.report");
  const locale = useLocale();
  return (
    <span className={`block text-small ${state === "failed" ? "text-danger" : "text-ink-3"}`}>
      {t(state)}
      {reason ? ` ${localized(reason, locale)}` : null}
    </span>
  );
}

function Parcels({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const { dayAndTime } = useFormats();
  return (
    <SideBlock title={t("parcels")}>
      {order.fulfilments.map((parcel) => (
        <p key={parcel.id} className="leading-[1.65]">
          {t("parcelOf", {
            count: parcel.lines.reduce((sum, line) => sum + line.quantity, 0),
            carrier: parcel.carrier || t("noCarrier"),
            number: parcel.trackingNumber,
          })}
          <span className="block text-ink-3 text-small" suppressHydrationWarning>
            {dayAndTime(parcel.createdAt)}
          </span>
          {parcel.report ? <Report {...parcel.report} /> : null}
        </p>
      ))}
    </SideBlock>
  );
}
