import { restoreCheckout, stopLetters } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import type { Hono } from "hono";
import { keepCart } from "../cart-cookie.ts";
import { readForm } from "../form.ts";
import { ConfirmPage } from "../pages/confirm-page.tsx";
import { deskPage, openDesk } from "../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf } from "../visit.ts";
import { accountWords } from "../words/account.ts";

type Asked = "recover" | "letters";

// Mail programs open links to look at them: nothing happens before somebody presses the button.
async function ask(services: Services, c: RouteContext, what: Asked, isDone = false): Promise<Response> {
  const visit = c.get("visit");
  const desk = await openDesk(services, visit);
  const w = accountWords(visit.locale)[what];
  const form = { action: `/checkout/${what}`, token: visit.query.get("token") ?? "", label: w.go };
  return deskPage(services, desk, {
    title: w.title,
    body: isDone ? (
      <ConfirmPage desk={desk} code={`${what}_done`} title={w.done} text={w.doneText} form={null} />
    ) : (
      <ConfirmPage desk={desk} code={what} title={w.title} text={w.text} form={form} />
    ),
  });
}

async function recover(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const token = (await readForm(c.req.raw)).text("token");
  const restored = await restoreCheckout(visit.ctx, { token });
  if (restored.kind === "ordered") return c.redirect(addressOf(visit, `/orders/${restored.orderRef}`), 303);
  c.header("set-cookie", keepCart(restored.cartRef, services.protocol));
  return c.redirect(addressOf(visit, `/checkout?was=${restored.was}`), 303);
}

/** What somebody who comes back by a link is told: that the prices are today's, and what it came to before. */
export function noticeOf(
  c: RouteContext,
  now: { amount: number; currency: string } | null,
  price: (sum: { amount: number; currency: string }) => string,
): string | null {
  const { query, locale } = c.get("visit");
  const was = Number(query.get("was") ?? "-");
  if (!Number.isSafeInteger(was) || was < 0 || !now) return null;
  const w = accountWords(locale).recover;
  return was === now.amount ? w.same : w.changed(price({ ...now, amount: was }), price(now));
}

/** The links of letters about a left checkout: back to it, and no more of them. */
export function recoverRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/checkout/recover", (c) => ask(services, c, "recover"));
  app.post("/checkout/recover", (c) => recover(services, c));
  app.get("/checkout/letters", (c) => ask(services, c, "letters"));
  app.post("/checkout/letters", async (c) => {
    const token = (await readForm(c.req.raw)).text("token");
    if (token === "") throw new AppError("not_found", "recovery_over");
    await stopLetters(c.get("visit").ctx, { token });
    return await ask(services, c, "letters", true);
  });
}
