import { indexProducts, judgeByDefinition, judgeCollection } from "@hutong/catalogue";
import { RuleMetafield } from "@hutong/catalogue/schemas";
import { closeAttempt, reconcileBill, reportShipment, settleAuthorization } from "@hutong/checkout";
import { type Cell, openStore, type StoreContext, system } from "@hutong/db";
import type { Clock, StoreId } from "@hutong/kernel";
import {
  type Mailer,
  type OrderMailKind,
  sendCustomerCode,
  sendGiftCardMail,
  sendOrderMails,
  sendOrderRefundMail,
  sendRecoveryLetter,
  sendRefundMail,
  sendUserMail,
  type TextSender,
} from "@hutong/notifications";
import { fulfilDownloads, recountRefunds } from "@hutong/orders";
import { makeRefund, settleShare } from "@hutong/payments";
import type { Task, TaskList } from "graphile-worker";
import type { Logger } from "pino";
import { z } from "zod";

const StoreJob = z.object({ storeId: z.uuid(), jobId: z.uuid() });

/** A job of a store: its context is opened from the payload, so a job can never reach another store. */
function storeTask<Payload>(
  cell: Cell,
  clock: Clock,
  schema: z.ZodType<Payload>,
  run: (ctx: StoreContext, payload: Payload, jobId: string) => Promise<unknown>,
): Task {
  return async (payload) => {
    const { storeId, jobId } = StoreJob.parse(payload);
    const ctx = openStore(cell, storeId as StoreId, { actor: system, locale: "en", requestId: jobId, clock });
    await run(ctx, schema.parse(payload), jobId);
  };
}

/** Kinds whose jobs carry a list of entries. */
export const doneTogether: ReadonlySet<string> = new Set<OrderMailKind>([
  "order-confirmation",
  "order-paid",
  "order-shipped",
  "order-cancelled",
  "order-downloads",
]);

const OrderLetters = z.array(StoreJob.extend({ orderId: z.uuid() })).min(1);

// Answers one promise an entry: the queue tries those again that failed. What was handed over twice under one key, as
// after a crash, stands in the list twice.
function orderMail(cell: Cell, mailer: Mailer, clock: Clock, kind: OrderMailKind): Task {
  return async (payload) => {
    const letters = OrderLetters.parse(payload);
    const { storeId, jobId } = letters[0]!;
    if (letters.some((letter) => letter.storeId !== storeId)) throw new Error("a job is one store's");
    const ctx = openStore(cell, storeId as StoreId, { actor: system, locale: "en", requestId: jobId, clock });
    const once = new Map(letters.map((letter) => [letter.jobId, letter]));
    const results = await sendOrderMails(ctx, mailer, { kind, letters: [...once.values()] });
    const ended = new Map([...once.keys()].map((id, index) => [id, results[index]!]));
    return letters.map((letter) => {
      const one = ended.get(letter.jobId)!;
      return one.status === "fulfilled" ? Promise.resolve() : Promise.reject(one.reason);
    });
  };
}

/** Every kind of job. Each is safe to repeat; one that keeps failing is parked by the queue and counted by `/readyz`. */
export function tasks(
  cell: Cell,
  { mailer, texts }: { mailer: Mailer; texts: TextSender },
  clock: Clock,
  logger: Logger,
): TaskList {
  return {
    "recovery-letter": storeTask(cell, clock, z.object({ checkoutId: z.uuid() }), (ctx, payload, jobId) =>
      sendRecoveryLetter(ctx, mailer, { jobId, ...payload }),
    ),
    "customer-code": storeTask(cell, clock, z.object({ codeId: z.uuid() }), (ctx, payload, jobId) =>
      sendCustomerCode(ctx, { mailer, texts }, { jobId, ...payload }),
    ),
    "order-confirmation": orderMail(cell, mailer, clock, "order-confirmation"),
    "order-paid": orderMail(cell, mailer, clock, "order-paid"),
    "order-shipped": orderMail(cell, mailer, clock, "order-shipped"),
    "order-cancelled": orderMail(cell, mailer, clock, "order-cancelled"),
    "order-downloads": orderMail(cell, mailer, clock, "order-downloads"),
    "fulfil-downloads": storeTask(cell, clock, z.object({ orderId: z.uuid() }), (ctx, payload) =>
      fulfilDownloads(ctx, payload),
    ),
    "payment-refunded": storeTask(
      cell,
      clock,
      z.object({ checkoutId: z.uuid(), paymentId: z.uuid() }),
      (ctx, payload, jobId) => sendRefundMail(ctx, mailer, { jobId, ...payload }),
    ),
    "gift-card-issued": storeTask(cell, clock, z.object({ giftCardId: z.uuid() }), (ctx, payload, jobId) =>
      sendGiftCardMail(ctx, mailer, { jobId, ...payload }),
    ),
    "refund-made": storeTask(cell, clock, z.object({ refundId: z.uuid() }), (ctx, payload, jobId) =>
      sendOrderRefundMail(ctx, mailer, { jobId, ...payload }),
    ),
    "refund-failed": storeTask(cell, clock, z.object({ refundId: z.uuid() }), (ctx, payload) =>
      recountRefunds(ctx, payload),
    ),
    refund: storeTask(cell, clock, z.object({ refundId: z.uuid() }), (ctx, payload) =>
      makeRefund(ctx, payload),
    ),
    authorization: storeTask(cell, clock, z.object({ attemptId: z.uuid() }), (ctx, payload) =>
      settleAuthorization(ctx, payload),
    ),
    share: storeTask(cell, clock, z.object({ paymentId: z.uuid() }), (ctx, payload) =>
      settleShare(ctx, payload),
    ),
    "report-shipment": storeTask(cell, clock, z.object({ fulfilmentId: z.uuid() }), (ctx, payload) =>
      reportShipment(ctx, payload),
    ),
    "close-attempt": storeTask(cell, clock, z.object({ attemptId: z.uuid() }), (ctx, payload) =>
      closeAttempt(ctx, payload),
    ),
    bill: storeTask(cell, clock, z.object({ accountId: z.uuid(), day: z.iso.date() }), async (ctx, bill) => {
      const done = await reconcileBill(ctx, bill);
      // It has been put off already, or is tried again with the next bill: the queue need not.
      for (const error of done.kind === "skipped" ? [] : done.failures)
        logger.warn({ err: error, store: ctx.storeId, ...bill }, "bill not reconciled");
    }),
    "index-products": storeTask(cell, clock, z.object({ after: z.uuid().optional() }), (ctx, payload) =>
      indexProducts(ctx, payload),
    ),
    "judge-collection": storeTask(
      cell,
      clock,
      z.object({ collectionId: z.uuid(), run: z.uuid(), after: z.uuid() }),
      (ctx, payload) => judgeCollection(ctx, payload),
    ),
    "judge-definition": storeTask(cell, clock, RuleMetafield, (ctx, payload) =>
      judgeByDefinition(ctx, payload),
    ),
    "user-mail": async (payload) => {
      await sendUserMail(cell, mailer, z.object({ messageId: z.uuid() }).parse(payload));
    },
  };
}
