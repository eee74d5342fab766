"use client";

import type { StaffOrder } from "@hutong/orders";
import { taxName } from "@hutong/pricing/taxes";
import { Badge, Block, Button, cn } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { unitsOf } from "./units.ts";

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
        refundable > 0 ? (
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
      <dl className="border-line border-t">
        <Row label={t("itemsTotal", { count: unitsOf(order) })} value={amount(order.subtotal)} />
        {order.discount > 0 ? <Row isQuiet label={t("discount")} value={amount(-order.discount)} /> : null}
        <Row isQuiet label={<ShippingLabel order={order} />} value={amount(order.shipping)} />
        <TaxRows order={order} />
        <Row isGreat {...useMain(order)} />
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
  label: ReactNode;
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

function ShippingLabel({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const { amount } = useFormats();
  const free = order.reasons.find((reason) => reason.kind === "shipping_free");
  return free
    ? t("shippingFree", { above: amount(free.above) })
    : t("shipping", { name: order.shippingName });
}

/** Each tax by its name and rate, inside what stands above or on top of it; and what somebody exempt does not pay. */
function TaxRows({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const locale = useLocale();
  const { amount } = useFormats();
  if (order.removedTax > 0) return <Row isQuiet label={t("taxExempt")} value={amount(-order.removedTax)} />;
  return order.reasons.map((tax) => {
    if (tax.kind !== "tax" || tax.basisPoints === 0) return null;
    const rate = (tax.basisPoints / 10_000).toLocaleString(locale, {
      style: "percent",
      maximumFractionDigits: 4,
    });
    const said = { name: taxName(tax.name, locale), rate };
    return (
      <Row
        key={tax.id}
        isQuiet
        label={t(tax.isIncluded ? "taxIncluded" : "tax", said)}
        value={amount(tax.amount)}
      />
    );
  });
}

// Less was captured than had been reserved: there is nothing more to come.
const isPartly = ({ paid, total }: StaffOrder) => paid > 0 && paid < total;

/** The line that everything above adds up to, and what has become of it. */
function useMain(order: StaffOrder): { label: string; value: string } {
  const t = useTranslations("order");
  const { amount } = useFormats();
  const { paid, total, authorization } = order;
  if (isPartly(order)) return { label: t("captured", { reserved: amount(total) }), value: amount(paid) };
  if (paid > 0) return { label: t("customerPaid"), value: amount(paid) };
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
