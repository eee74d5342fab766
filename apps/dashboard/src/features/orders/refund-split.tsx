"use client";

import { splitAmongTenders } from "@hutong/gift-cards/split";
import { localized } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";

/** What of each gift card that paid an order has not been given back, in minor units. */
export function tendersLeft({ tenders }: Pick<StaffOrder, "tenders">) {
  return tenders.map(({ id, last, amount, refunded }) => ({ id, last, left: amount - refunded }));
}

/** Where a refund goes, before it is asked for: the payment first, then the cards. Nothing for an order without cards. */
export function RefundSplit({
  order,
  amount,
  byPayment,
}: {
  order: StaffOrder;
  /** Minor units. */
  amount: number;
  /** What can still be given back of the payment. */
  byPayment: number;
}) {
  const t = useTranslations("order");
  const locale = useLocale();
  const { money } = useFormats();
  const tenders = tendersLeft(order);
  if (tenders.length === 0 || amount === 0) return null;
  const { currency } = order;
  const toPayment = Math.min(amount, byPayment);
  const parts = splitAmongTenders(amount - toPayment, tenders);
  return (
    <dl className="rounded-2 bg-sunken px-4 py-2">
      {toPayment > 0 ? (
        <Part
          label={t("refundTo", { method: localized(order.methodTitle, locale) })}
          value={money({ amount: toPayment, currency })}
        />
      ) : null}
      {parts.map((part) => (
        <Part
          key={part.id}
          label={t("refundToCard", { last: tenders.find(({ id }) => id === part.id)!.last })}
          value={money({ amount: part.amount, currency })}
        />
      ))}
    </dl>
  );
}

function Part({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4 py-1">
      <dt className="text-ink-2">{label}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}
