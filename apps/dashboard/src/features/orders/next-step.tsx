"use client";

import type { StaffOrder } from "@hutong/orders";
import { Banner, Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import { useMethodTitle } from "./order-page.tsx";
import { unitsLeft } from "./units.ts";

/** What to do with this order now, with the page's only filled button. */
export function NextStep({
  order,
  onAction,
}: {
  order: StaffOrder;
  onAction: (action: "markPaid" | "fulfil") => void;
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
        {t("next_cancelledNote")}
      </Step>
    );
  if (order.isOnDelivery && order.paymentState === "unpaid")
    return <OnDelivery order={order} onAction={onAction} />;
  if (order.can.markPaid.allowed)
    return (
      <Step
        tone="warning"
        icon="coins"
        title={t("next_markPaid", { amount: amount(order.total) })}
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
            ? t("next_fulfil")
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

// Goods leave first; the courier brings the money.
function OnDelivery({ order, onAction }: Parameters<typeof NextStep>[0]) {
  const t = useTranslations("order");
  const amount = useFormats().amount(order.total);
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

function Step(props: Omit<Parameters<typeof Banner>[0], "className">) {
  return <Banner {...props} className="mb-7" />;
}
