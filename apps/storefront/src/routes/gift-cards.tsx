import { applyGiftCard, removeGiftCard } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import type { Hono } from "hono";
import { cartOf } from "../cart-cookie.ts";
import { type PostedForm, readForm } from "../form.ts";
import { refusalOf } from "../refusal.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { show, viewAgain } from "./checkout.tsx";
import { draftOf } from "./checkout-draft.ts";
import { environmentOf } from "./environment-of.ts";

function cartRefOf(c: RouteContext): string {
  const cart = cartOf(c.req.raw.headers);
  if (cart === null) throw new AppError("not_found", "cart_not_found");
  return cart;
}

// What stands in the way is said at the field, and what was typed stays in it.
async function showFault(
  services: Services,
  c: RouteContext,
  form: PostedForm,
  error: unknown,
): Promise<Response> {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  const isCards = refusal.code.startsWith("gift_card") || refusal.code === "too_many_tries";
  const atField = new AppError(refusal.kind, refusal.code, { fields: { giftCard: refusal.code } });
  return show(services, c, {
    view: await viewAgain(c, draftOf(form)),
    refusal: isCards ? atField : refusal,
    accountId: form.text("account"),
    giftCard: form.text("giftCard"),
  });
}

/**
 * Lets the gift card that was typed pay the bag, and shows the sums with it. `said` is what to say on top, as when somebody pressed
 * "pay" with a code that was not taken off yet.
 */
export async function giveCard(
  services: Services,
  c: RouteContext,
  form: PostedForm,
  said?: AppError,
): Promise<Response> {
  const code = form.text("giftCard");
  try {
    if (code === "") throw new AppError("invalid", "gift_card_missing");
    const { ipAddress } = environmentOf(c);
    await applyGiftCard(c.get("visit").ctx, { cart: cartRefOf(c), code, ipAddress });
    const view = await viewAgain(c, draftOf(form));
    return await show(services, c, {
      view,
      accountId: form.text("account"),
      ...(said ? { refusal: said } : {}),
    });
  } catch (error) {
    return showFault(services, c, form, error);
  }
}

async function remove(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  try {
    await removeGiftCard(c.get("visit").ctx, { cart: cartRefOf(c), giftCard: form.text("remove") });
    const view = await viewAgain(c, draftOf(form));
    return await show(services, c, { view, accountId: form.text("account") });
  } catch (error) {
    return showFault(services, c, form, error);
  }
}

/** Gift cards on the checkout page; both forms are the checkout's own, and what was typed there stays. */
export function giftCardRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.post("/checkout/gift-cards", async (c) => giveCard(services, c, await readForm(c.req.raw)));
  app.post("/checkout/gift-cards/remove", (c) => remove(services, c));
}
