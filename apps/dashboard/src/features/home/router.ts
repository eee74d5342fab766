import { getLowStock } from "@hutong/inventory";
import { getSalesToday, listDisputes, listOrders, listWaitingRefunds } from "@hutong/orders";
import { listPaymentCases } from "@hutong/payments";
import type { inferProcedureOutput } from "@trpc/server";
import { router, storeProcedureFor } from "../../server/trpc.ts";

export const homeRouter = router({
  /** What to do now, and today's money. */
  today: storeProcedureFor("orders.read").query(async ({ ctx }) => {
    const [toFulfil, newest, cases, waitingRefunds, disputes, sales, lowStock] = await Promise.all([
      listOrders(ctx.store, { tab: "to_fulfil", limit: 100 }),
      listOrders(ctx.store, { tab: "all", limit: 1 }),
      listPaymentCases(ctx.store),
      listWaitingRefunds(ctx.store),
      listDisputes(ctx.store),
      getSalesToday(ctx.store),
      getLowStock(ctx.store),
    ]);
    const toAnswer = disputes.filter(({ state }) => state === "needs-answer" || state === "inquiry");
    const oldest = toFulfil.items.at(-1);
    return {
      counts: toFulfil.counts,
      nextToFulfil: oldest
        ? { id: oldest.id, number: oldest.number, customerName: oldest.customerName }
        : null,
      cases: cases.length,
      waitingRefunds: waitingRefunds.length,
      /** Disputes that wait for an answer, the one that is due first in front. */
      disputes: toAnswer,
      sales,
      lowStock,
      hasEverSold: newest.items.length > 0,
    };
  }),
});

export type Today = inferProcedureOutput<typeof homeRouter.today>;
