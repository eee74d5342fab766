import { payIdentified, spendTicket } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import { payOrigin } from "@hutong/payments";
import type { Context } from "hono";
import { z } from "zod";
import { boundTries, type PayHost, stepOf, warn } from "./host.ts";

const Input = z.object({ code: z.string().min(1).max(256) });

const texts = {
  ticket_unknown: {
    zh: "没有这个付款链接。请回到店里重新付款。",
    en: "There is no such payment link. Go back and pay again.",
  },
  ticket_over: {
    zh: "付款链接用过了或过期了。请返回，点“去付款”。",
    en: "The payment link was used or has run out. Go back and press “Go to payment”.",
  },
  begin_again: {
    zh: "这一步没有扣款。请返回，再点一次“去付款”。",
    en: "This step charged nothing. Go back and press “Go to payment” again.",
  },
  too_many_tries: {
    zh: "试的次数太多了。请等几分钟再付款。",
    en: "Too many tries. Wait a few minutes, then pay.",
  },
  input_invalid: {
    zh: "小程序没有带来登录凭证（code）。请更新小程序。",
    en: "The mini program sent no login code. Please update it.",
  },
} as const;

function refusal(c: Context, status: 400 | 404 | 409 | 410 | 429, error: keyof typeof texts, locale: string) {
  const message = texts[error][locale.startsWith("zh") ? "zh" : "en"];
  return c.json({ error, message }, status, { "cache-control": "no-store" });
}

async function readInput(c: Context) {
  try {
    return Input.safeParse(await c.req.json());
  } catch (error) {
    if (error instanceof SyntaxError) return Input.safeParse(null);
    throw error;
  }
}

async function pay(host: PayHost, c: Context): Promise<Response> {
  const step = await stepOf(host, c, "mini-program");
  const locale = step?.locale ?? "zh-CN";
  // A mini program is no web page: what says that it is one is none.
  const origin = c.req.header("origin");
  if (!step || (origin !== undefined && origin !== payOrigin))
    return refusal(c, 404, "ticket_unknown", locale);
  const given = await readInput(c);
  if (!given.success) return refusal(c, 400, "input_invalid", locale);
  if (step.isExpired || !step.isOpen || (await spendTicket(step, "mini-program")) !== "now")
    return refusal(c, 410, "ticket_over", locale);
  await boundTries(host, step);
  const told = await payIdentified(step, "wechat-mini-program", given.data.code);
  if (told.kind === "confirm")
    return c.json({ payment: told.action.parameters }, 200, { "cache-control": "no-store" });
  if (told.kind === "again") warn(host, step, told.why);
  return refusal(c, 409, "begin_again", locale);
}

/**
 * The mini program's page asks for what `wx.requestPayment` takes, with a ticket and a code of `wx.login`. Answers
 * `{payment}`, or `{error, message}` with words for the customer.
 */
export async function inMiniProgram(host: PayHost, c: Context): Promise<Response> {
  try {
    return await pay(host, c);
  } catch (error) {
    if (error instanceof AppError && error.kind === "limit_reached")
      return refusal(c, 429, "too_many_tries", "zh-CN");
    throw error;
  }
}
