"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { DisputeList } from "../orders/dispute-list.tsx";

/** Payments that customers objected to with their bank; nothing while there is none. */
export function DisputedPayments() {
  const t = useTranslations("settings.payments");
  const { handle } = useStore();
  const trpc = useTRPC();
  const disputes = useQuery(trpc.orders.disputes.queryOptions({ store: handle }));
  if (!disputes.data || disputes.data.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="font-semibold text-section">{t("disputesTitle")}</h2>
      <p className="mb-2 text-ink-2">{t("disputesNote")}</p>
      <DisputeList disputes={disputes.data} hasOrders />
    </section>
  );
}
