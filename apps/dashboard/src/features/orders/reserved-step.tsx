"use client";

import type { StaffAuthorization, StaffOrder } from "@hutong/orders";
import { Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { lapsesWhen } from "./authorization.ts";
import { useMethodTitle } from "./order-page.tsx";
import { Step } from "./step.tsx";

interface Props {
  readonly order: StaffOrder;
  readonly reserved: StaffAuthorization;
  readonly onAction: (action: "capture" | "fulfil" | "cancel") => void;
}

/** What to do with an order whose money is reserved and not taken, or no longer reserved. */
export function ReservedStep(props: Props) {
  const { order, reserved, onAction } = props;
  const t = useTranslations("order");
  const { money } = useFormats();
  const amount = money(reserved);
  if (reserved.state === "voided")
    return (
      <Step
        tone="warning"
        icon="warning"
        title={t("next_voided", { amount })}
        action={
          order.can.cancel.allowed ? (
            <Button className="max-md:w-full" onClick={() => onAction("cancel")}>
              {t("cancel")}
            </Button>
          ) : null
        }
      >
        {t(order.can.cancel.allowed ? "next_voidedNote" : "next_voidedSentNote", {
          name: order.customerName,
        })}
      </Step>
    );
  if (reserved.state === "held") return <Held {...props} />;
  const asked = money({ amount: reserved.captureAmount ?? reserved.amount, currency: reserved.currency });
  return (
    <div role="status">
      <Step
        tone="info"
        icon="clock"
        title={
          reserved.state === "voiding"
            ? t("next_voiding", { amount })
            : t("next_capturing", { amount: asked })
        }
        action={<Fulfil {...props} />}
      >
        {t("next_underWayNote")}
      </Step>
    </div>
  );
}

function Held(props: Props) {
  const { order, reserved, onAction } = props;
  const t = useTranslations("order");
  const forbidden = useReason()("forbidden");
  const { role } = useStore();
  const { money, dayAndTime } = useFormats();
  const method = useMethodTitle(order);
  const amount = money(reserved);
  const lapses = lapsesWhen(reserved.expiresAt);
  const when = reserved.expiresAt ? dayAndTime(reserved.expiresAt) : "";
  const isUrgent = lapses === "soon" || lapses === "past";
  // What is taken with the last parcel is waited for by sending it, while there is time.
  const isSentFirst = reserved.isOnFulfilment && order.can.fulfil.allowed && !isUrgent;
  return (
    <Step
      tone={isUrgent ? "warning" : "accent"}
      icon={isUrgent ? "clock" : isSentFirst ? "truck" : "coins"}
      title={t(isUrgent ? `next_held_${lapses}` : "next_held", { amount, when })}
      action={
        <>
          {isSentFirst ? <Fulfil {...props} isMain /> : null}
          <Button
            look={isSentFirst ? "plain" : "primary"}
            className="max-md:w-full"
            reason={role === "staff" ? forbidden : null}
            onClick={() => onAction("capture")}
          >
            {t("capture")}
          </Button>
          {isSentFirst ? null : <Fulfil {...props} />}
        </>
      }
    >
      <span suppressHydrationWarning>
        {isSentFirst
          ? t(`next_heldOnFulfilment.${lapses}`, { when })
          : t(`next_heldNote.${lapses}`, { when, method })}
      </span>
    </Step>
  );
}

function Fulfil({ order, onAction, isMain = false }: Props & { isMain?: boolean }) {
  const t = useTranslations("order");
  if (!order.can.fulfil.allowed) return null;
  return (
    <Button look={isMain ? "primary" : "plain"} className="max-md:w-full" onClick={() => onAction("fulfil")}>
      {t("fulfil")}
    </Button>
  );
}
