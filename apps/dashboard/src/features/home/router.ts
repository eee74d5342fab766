import { listLeftCheckouts } from "@hutong/checkout";
import { listLowStock } from "@hutong/inventory";
import { add } from "@hutong/kernel";
import { getSalesToday, listDisputes, listOrders, listWaitingRefunds } from "@hutong/orders";
import { listPaymentCases } from "@hutong/payments";
import type { inferProcedureOutput } from "@trpc/server";
import { router, storeProcedureFor } from "../../server/trpc.ts";

export const homeRouter = router({
  /** What to do now, and today's money. */
  today: storeProcedureFor("orders.read").query(async ({ ctx }) => {
    const [toFulfil, newest, cases, waitingRefunds, disputes, sales] = await Promise.all([
      listOrders(ctx.store, { tab: "to_fulfil", limit: 100 }),
      listOrders(ctx.store, { tab: "all", limit: 1 }),
      listPaymentCases(ctx.store),
      listWaitingRefunds(ctx.store),
      listDisputes(ctx.store),
      getSalesToday(ctx.store),
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
      hasEverSold: newest.items.length > 0,
    };
  }),
  /** What would be missed: checkouts that were left, and goods that are running out. */
  toWatch: storeProcedureFor("orders.read").query(async ({ ctx }) => {
    const [left, low] = await Promise.all([
      listLeftCheckouts(ctx.store, { tab: "left", limit: mostLeft }),
      listLowStock(ctx.store, { limit: mostLow + 1 }),
    ]);
    const totals = left.items.map(({ total }) => total);
    const isOneCurrency = totals.every(({ currency }) => currency === totals[0]?.currency);
    return {
      left: {
        count: left.items.length,
        hasMore: left.nextBefore !== null,
        /** What they come to; null where they are of several currencies. */
        total: isOneCurrency && totals[0] ? totals.reduce((sum, one) => add(sum, one)) : null,
      },
      low: { items: low.slice(0, mostLow), hasMore: low.length > mostLow },
    };
  }),
});

/** Of how many left checkouts and goods the page speaks; more are said to be more. */
const mostLeft = 50;
const mostLow = 5;

export type ToWatch = inferProcedureOutput<typeof homeRouter.toWatch>;
export type Today = inferProcedureOutput<typeof homeRouter.today>;
