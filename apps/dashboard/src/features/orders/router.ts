import { markOrderPaid } from "@hutong/checkout";
import {
  cancelOrder,
  captureOrder,
  changeDownloads,
  fulfilOrder,
  getOrderForStaff,
  getOrderPayments,
  issueInvoice,
  listDisputes,
  listOrders,
  listWaitingRefunds,
  refundOrder,
  retryRefund,
} from "@hutong/orders";
import {
  CaptureOrderInput,
  ChangeDownloadsInput,
  FulfilOrderInput,
  IssueInvoiceInput,
  ListOrdersInput,
  RefundOrderInput,
} from "@hutong/orders/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const OneOrder = InStore.extend({ id: z.string().max(40) });

export const ordersRouter = router({
  list: storeProcedureFor("orders.read")
    .input(InStore.extend(ListOrdersInput.shape))
    .query(({ ctx, input }) => listOrders(ctx.store, input)),
  get: storeProcedureFor("orders.read")
    .input(OneOrder)
    .query(({ ctx, input }) => getOrderForStaff(ctx.store, input)),
  fulfil: storeProcedureFor("orders.write")
    .input(InStore.extend(FulfilOrderInput.shape))
    .mutation(({ ctx, input }) => fulfilOrder(ctx.store, input)),
  markPaid: storeProcedureFor("orders.write")
    .input(OneOrder)
    .mutation(({ ctx, input }) => markOrderPaid(ctx.store, { orderId: input.id })),
  capture: storeProcedureFor("payments.write")
    .input(InStore.extend(CaptureOrderInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => captureOrder(ctx.store, given)),
  cancel: storeProcedureFor("orders.write")
    .input(OneOrder)
    .mutation(({ ctx, input }) => cancelOrder(ctx.store, input)),
  issueInvoice: storeProcedureFor("orders.write")
    .input(InStore.extend(IssueInvoiceInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => issueInvoice(ctx.store, given)),
  changeDownloads: storeProcedureFor("orders.write")
    .input(InStore.extend(ChangeDownloadsInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => changeDownloads(ctx.store, given)),
  payments: storeProcedureFor("orders.read")
    .input(OneOrder)
    .query(({ ctx, input }) => getOrderPayments(ctx.store, input)),
  refund: storeProcedureFor("payments.write")
    .input(InStore.extend(RefundOrderInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => refundOrder(ctx.store, given)),
  disputes: storeProcedureFor("orders.read").query(({ ctx }) => listDisputes(ctx.store)),
  waitingRefunds: storeProcedureFor("orders.read").query(({ ctx }) => listWaitingRefunds(ctx.store)),
  retryRefund: storeProcedureFor("payments.write")
    .input(OneOrder)
    .mutation(({ ctx, input }) => retryRefund(ctx.store, { id: input.id })),
});
