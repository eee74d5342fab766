import type { FieldFault } from "@hutong/catalogue";
import { addLine, updateLine } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import type { Hono } from "hono";
import { cartFor } from "../cart-cookie.ts";
import { type PostedForm, readForm } from "../form.ts";
import type { WrappingTyped } from "../pages/gift-wrapping.tsx";
import { refusalOf } from "../refusal.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { show, viewAgain } from "./checkout.tsx";
import { draftOf } from "./checkout-draft.ts";

const start = "properties.";

async function change(c: RouteContext, form: PostedForm): Promise<void> {
  const { ctx } = c.get("visit");
  const cart = cartFor(c);
  if (cart === null) throw new AppError("not_found", "cart_not_found");
  const line = { cart, variantId: form.text("wrappingVariant") };
  if (form.text("wrapping") === "remove")
    await updateLine(ctx, { ...line, mark: form.text("wrappingMark"), quantity: 0 });
  else await addLine(ctx, { ...line, quantity: 1, properties: form.under(start) });
}

// What is wrong with what was filled in is said at its field; what was typed stays.
function filledIn(form: PostedForm, refusal: AppError): WrappingTyped {
  const faults = Object.entries(refusal.fields ?? {}).map(
    ([name, code]) => [name.slice(start.length), code as FieldFault["code"]] as const,
  );
  return { typed: form.under(start), faults: Object.fromEntries(faults) };
}

/** What was filled in for a wrapping that was not added yet; null where nothing was. */
export function wrappingTyped(form: PostedForm): WrappingTyped | null {
  const typed = form.under(start);
  return Object.values(typed).some((text) => text.trim() !== "") ? { typed, faults: {} } : null;
}

/**
 * Adds the gift wrapping to the bag with what was filled in, or takes it out, and shows the new sums. `said` is what to say on top, as
 * when somebody pressed "pay" with words for a card that were not added yet.
 */
export async function wrap(
  services: Services,
  c: RouteContext,
  form: PostedForm,
  said?: AppError,
): Promise<Response> {
  const draft = draftOf(form);
  const accountId = form.text("account");
  try {
    await change(c, form);
    const view = await viewAgain(c, draft);
    return await show(services, c, { view, accountId, ...(said ? { refusal: said } : {}) });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const view = await viewAgain(c, draft);
    const wrapping = refusal.code === "properties_invalid" ? filledIn(form, refusal) : null;
    return show(services, c, { view, refusal, accountId, wrapping });
  }
}

/** Adds the gift wrapping to the checkout's bag, or takes it out. */
export function giftWrappingRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.post("/checkout/wrapping", async (c) => wrap(services, c, await readForm(c.req.raw)));
}
