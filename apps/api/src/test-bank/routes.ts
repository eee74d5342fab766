import type { Cell } from "@hutong/db";
import { findTestBankFault } from "@hutong/payment-providers";
import { Hono } from "hono";
import { z } from "zod";
import {
  type BankAccount,
  closeEntry,
  findBankAccount,
  findEntry,
  markEntry,
  openEntry,
  payEntry,
  refundEntry,
} from "./books.ts";
import { bankAnswer, sendNotice } from "./notify.ts";
import { bankPage, choicePage, isPageCode, pageUrl } from "./page.ts";

const Message = z.object({
  attemptId: z.uuid(),
  amount: z.int().optional(),
  currency: z.string().optional(),
  returnUrl: z.string().optional(),
  requestKey: z.string().optional(),
  paymentId: z.string().optional(),
});
type Message = z.infer<typeof Message>;

const calls: Record<string, (bank: BankAccount, message: Message) => Promise<object>> = {
  async open(bank, message) {
    const given = {
      attemptId: message.attemptId,
      amount: message.amount ?? 0,
      currency: message.currency ?? "",
      returnUrl: message.returnUrl ?? "",
    };
    await openEntry(bank, given);
    return { url: pageUrl(bank, message.attemptId) };
  },
  ask: (bank, message) => bankAnswer(bank, message.attemptId),
  async close(bank, message) {
    await closeEntry(bank, message.attemptId);
    return await bankAnswer(bank, message.attemptId);
  },
  async refund(bank, { attemptId, requestKey = "", paymentId = "", amount = 0 }) {
    const refund = await refundEntry(bank, { attemptId, requestKey, paymentId, amount });
    return refund ? { state: "succeeded", refundId: refund.id } : { state: "refused" };
  },
};

async function choose(bank: BankAccount, attemptId: string, verb: string): Promise<void> {
  if (verb === "decline") await markEntry(bank, attemptId, "declined");
  if (verb === "pay-late") await markEntry(bank, attemptId, "late");
  const times = verb === "pay" ? 1 : verb === "pay-twice" ? 2 : 0;
  const isPaid = times > 0 && (await payEntry(bank, attemptId, times));
  if (isPaid || verb === "decline") await sendNotice(bank, attemptId);
}

/** The pretend bank behind provider `test`: a signed interface for the shop, a page for the customer. */
export function testBank(cell: Cell): Hono {
  const app = new Hono();

  app.post("/:account/:call{open|ask|close|refund}", async (c) => {
    const bank = await findBankAccount(cell, c.req.param("account"));
    if (!bank) return c.json({ error: "unknown account" }, 404);
    const body = new Uint8Array(await c.req.arrayBuffer());
    const fault = findTestBankFault(bank.secret, Object.fromEntries(c.req.raw.headers), body, Date.now());
    if (fault) return c.json({ error: fault }, 401);
    const message = Message.parse(JSON.parse(Buffer.from(body).toString("utf8")));
    return c.json(await calls[c.req.param("call")]!(bank, message));
  });

  app.on(["GET", "POST"], "/:account/pay/:attempt", async (c) => {
    const locale = /^zh/i.test(c.req.header("accept-language") ?? "") ? "zh-CN" : "en";
    const bank = await findBankAccount(cell, c.req.param("account"));
    const attemptId = c.req.param("attempt");
    const form = c.req.method === "POST" ? await c.req.parseBody() : {};
    const code = String(form.code ?? c.req.query("code") ?? "");
    const entry = bank && isPageCode(bank, attemptId, code) ? await findEntry(bank, attemptId) : null;
    if (!bank || !entry)
      return c.html(
        bankPage(locale, "404", `<h1>${locale === "en" ? "No such payment" : "没有这笔付款"}</h1>`),
        404,
      );
    if (c.req.method === "GET") return c.html(choicePage(locale, entry, code));
    await choose(bank, attemptId, String(form.verb ?? ""));
    return c.redirect(entry.return_url, 303);
  });

  return app;
}
