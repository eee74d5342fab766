"use client";

import type { StaffOrder } from "@hutong/orders";
import { Badge, Block, Button, cn } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { PriceRows } from "./price-rows.tsx";

/** The money of an order as a ledger that people can read: what it is made of, what came in, what went back. */
export function OrderMoney({ order, onRefund }: { order: StaffOrder; onRefund: () => void }) {
  const t = useTranslations("order");
  const forbidden = useReason()("forbidden");
  const { role } = useStore();
  const { amount } = useFormats();
  const disputed = order.payments
    .filter(({ use }) => use === "applied")
    .reduce((sum, one) => sum + one.disputed, 0);
  const refundable = order.paid - order.refunded - disputed;
  return (
    <Block
      title={t("money")}
      action={
        refundable > 0 && isDuePaid(order) ? (
          <span className="flex items-center gap-3">
            <span className="text-ink-3 max-sm:hidden">
              {t("refundable", { amount: amount(refundable) })}
            </span>
            <Button size="small" reason={role === "staff" ? forbidden : null} onClick={onRefund}>
              {t("refund")}
            </Button>
          </span>
        ) : null
      }
    >
      <PriceRows order={order} />
      <dl>
        <Row isGreat {...useMain(order)} />
        {order.tenders.map((tender) => (
          <Row
            key={tender.id}
            isQuiet
            label={t("byGiftCard", { last: tender.last })}
            value={amount(tender.amount)}
          />
        ))}
        {order.tendered > 0 && !isDuePaid(order) ? (
          <Row isQuiet label={t("stillToPay")} value={amount(order.total - order.tendered)} />
        ) : null}
        {isPartly(order) ? <Row isQuiet label={t("letGo")} value={amount(order.total - order.paid)} /> : null}
        {order.refunded > 0 ? <Row isQuiet label={t("refunded")} value={amount(-order.refunded)} /> : null}
        {disputed > 0 ? <Row isQuiet label={t("disputed")} value={amount(-disputed)} /> : null}
        {order.refunded > 0 || disputed > 0 ? (
          <Row isGreat label={t("left")} value={amount(refundable)} />
        ) : null}
      </dl>
      <Captures order={order} />
    </Block>
  );
}

function Row({
  label,
  value,
  isQuiet = false,
  isGreat = false,
}: {
  label: string;
  value: string;
  isQuiet?: boolean;
  isGreat?: boolean;
}) {
  return (
    <div
      className={cn(
        "flex justify-between gap-4 py-2",
        isQuiet && "py-1 text-ink-2",
        isGreat && "border-line border-y py-3 font-semibold text-field [&+&]:border-t-0",
      )}
    >
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

// Less was captured than had been reserved: there is nothing more to come.
const isPartly = ({ paid, total, tendered }: StaffOrder) => paid > tendered && paid < total;

// Gift cards pay from the first; what they left has come, too, or there was nothing left.
const isDuePaid = ({ paid, total, tendered }: StaffOrder) => paid > tendered || tendered === total;

/** The line that everything above adds up to, and what has become of it. */
function useMain(order: StaffOrder): { label: string; value: string } {
  const t = useTranslations("order");
  const { amount } = useFormats();
  const { paid, total, authorization } = order;
  if (isPartly(order)) return { label: t("captured", { reserved: amount(total) }), value: amount(paid) };
  if (isDuePaid(order) && total > 0) return { label: t("customerPaid"), value: amount(paid) };
  const due = order.isOnDelivery ? "customerPaysOnDelivery" : "customerPays";
  const reserved = authorization?.state === "voided" ? "wasReserved" : "reserved";
  return { label: t(authorization ? reserved : due), value: amount(total) };
}

/** Payments that are more than the order itself: paid twice, or not fitting. */
function Captures({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const { amount, dayAndTime } = useFormats();
  const odd = order.payments.filter((payment) => payment.use !== "applied");
  return odd.map((payment) => (
    <p key={payment.id} className="flex flex-wrap items-center gap-2 py-2 text-ink-2">
      {t("received", { amount: amount(payment.amount) })}
      <Badge tone="warning">{t(payment.use === "parked" ? "parked" : "surplus")}</Badge>
      <span className="ml-auto text-ink-3" suppressHydrationWarning>
        {dayAndTime(payment.capturedAt)}
      </span>
    </p>
  ));
}
