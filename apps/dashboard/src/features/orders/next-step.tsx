"use client";

import type { StaffOrder } from "@hutong/orders";
import { Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import { useMethodTitle } from "./order-page.tsx";
import { ReservedStep } from "./reserved-step.tsx";
import { Step } from "./step.tsx";
import { unitsLeft } from "./units.ts";

/** What to do with this order now, with the page's only filled button. */
export function NextStep({
  order,
  onAction,
}: {
  order: StaffOrder;
  onAction: (action: "markPaid" | "capture" | "fulfil" | "cancel") => void;
}) {
  const t = useTranslations("order");
  const { amount } = useFormats();
  const method = useMethodTitle(order);
  const go = (action: "markPaid" | "fulfil") => (
    <Button look="primary" className="max-md:w-full" onClick={() => onAction(action)}>
      {t(action)}
    </Button>
  );
  if (order.state === "cancelled")
    return (
      <Step tone="info" icon="close" title={t("next_cancelled")}>
        {t(cancelledNote(order))}
      </Step>
    );
  // Reserved and not taken, or let go: captured money is as any other.
  if (order.authorization && order.paid === order.tendered)
    return <ReservedStep order={order} reserved={order.authorization} onAction={onAction} />;
  if (order.isOnDelivery && order.paymentState === "unpaid")
    return <OnDelivery order={order} onAction={onAction} />;
  if (order.can.markPaid.allowed)
    return (
      <Step
        tone="warning"
        icon="coins"
        title={t("next_markPaid", { amount: amount(dueOf(order)) })}
        action={
          <>
            {go("markPaid")}
            {order.can.fulfil.allowed ? (
              <Button className="max-md:w-full" onClick={() => onAction("fulfil")}>
                {t("fulfil")}
              </Button>
            ) : null}
          </>
        }
      >
        {t("next_markPaidNote", { method })}
      </Step>
    );
  if (order.can.fulfil.allowed)
    return (
      <Step
        tone="accent"
        icon="truck"
        title={
          order.fulfilmentState === "unfulfilled"
            ? order.paid < order.total
              ? t("next_fulfilPartly", {
                  paid: amount(order.paid - order.tendered),
                  reserved: amount(dueOf(order)),
                })
              : t("next_fulfil")
            : t("next_fulfilRest", { count: unitsLeft(order) })
        }
        action={go("fulfil")}
      >
        {t("next_fulfilNote")}
      </Step>
    );
  return (
    <Step tone="success" icon="check" title={t("next_done")}>
      {t("next_doneNote")}
    </Step>
  );
}

function cancelledNote({ authorization, paid, tendered }: StaffOrder) {
  if (!authorization || paid > tendered) return "next_cancelledNote";
  return authorization.state === "voided" ? "next_cancelledVoided" : "next_cancelledVoiding";
}

// What gift cards have not paid.
const dueOf = ({ total, tendered }: StaffOrder) => total - tendered;

// Goods leave first; the courier brings the money.
function OnDelivery({ order, onAction }: Parameters<typeof NextStep>[0]) {
  const t = useTranslations("order");
  const amount = useFormats().amount(dueOf(order));
  const action = order.can.fulfil.allowed ? "fulfil" : "markPaid";
  return (
    <Step
      tone={action === "fulfil" ? "accent" : "warning"}
      icon={action === "fulfil" ? "truck" : "coins"}
      title={t(action === "fulfil" ? "next_fulfilOnDelivery" : "next_collect", { amount })}
      action={
        <Button look="primary" className="max-md:w-full" onClick={() => onAction(action)}>
          {t(action)}
        </Button>
      }
    >
      {t(action === "fulfil" ? "next_fulfilOnDeliveryNote" : "next_collectNote", { amount })}
    </Step>
  );
}
