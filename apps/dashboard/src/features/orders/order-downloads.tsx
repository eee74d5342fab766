"use client";

import type { StaffOrder } from "@hutong/orders";
import { Badge, Button, SideBlock } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useOrderAction } from "./use-order-action.ts";

/** What the customer of an order may download, how often they did, and what staff can do about it. */
export function OrderDownloads({ order }: { order: StaffOrder }) {
  const t = useTranslations("digital.order");
  const trpc = useTRPC();
  const { dayAndTime } = useFormats();
  const { store, options } = useOrderAction(t("done"), () => {});
  const change = useMutation(trpc.orders.changeDownloads.mutationOptions(options));
  const { downloads } = order;
  if (downloads.length === 0) return null;
  const isPaid = order.state === "open" && ["paid", "partially_refunded"].includes(order.paymentState);
  const act = (action: "renew" | "send" | "revoke") => change.mutate({ store, id: order.id, action });
  return (
    <SideBlock title={t("title")}>
      <ul className="flex flex-col gap-2">
        {downloads.map((file) => (
          <li key={`${file.lineId} ${file.fileId}`}>
            <p className="break-all">{file.name}</p>
            <p className="flex flex-wrap items-center gap-2 text-ink-3 text-small">
              <span suppressHydrationWarning>
                {t("used", { used: file.used, allowed: file.allowed, until: dayAndTime(file.expiresAt) })}
              </span>
              {file.state === "open" ? null : <Badge tone="warning">{t(`states.${file.state}`)}</Badge>}
            </p>
          </li>
        ))}
      </ul>
      <FormFailure error={change.error} />
      {isPaid ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" isBusy={change.isPending} onClick={() => act("renew")}>
            {t("renew")}
          </Button>
          {downloads.some(({ state }) => state === "open") ? (
            <>
              {order.email ? (
                <Button size="small" isBusy={change.isPending} onClick={() => act("send")}>
                  {t("send")}
                </Button>
              ) : null}
              <Button size="small" look="quiet" isBusy={change.isPending} onClick={() => act("revoke")}>
                {t("revoke")}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
    </SideBlock>
  );
}
