import { type FieldFault, getLineFields } from "@hutong/catalogue";
import { addLine, type CartView, getCart, updateLine } from "@hutong/checkout";
import { AppError, formatMoney, httpStatus } from "@hutong/kernel";
import type { Hono } from "hono";
import { renderToString } from "react-dom/server";
import { cartFor, dropCart, keepCart } from "../cart-cookie.ts";
import { type PostedForm, readForm } from "../form.ts";
import { CartBody, CartPage } from "../pages/cart-page.tsx";
import { FieldsPage } from "../pages/fields-page.tsx";
import { refusalOf } from "../refusal.ts";
import { layoutPage, openDesk } from "../render-desk-page.tsx";
import { checkoutHeaders } from "../security.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf } from "../visit.ts";
import { checkoutWords, messageOf } from "../words/index.ts";
import { changeCodes, codeProblemOf, discountLinkRoutes } from "./discount-codes.ts";

function wantsJson(c: RouteContext): boolean {
  return c.req.header("accept")?.startsWith("application/json") ?? false;
}

async function showCart(services: Services, c: RouteContext, refusal: AppError | null): Promise<Response> {
  const visit = c.get("visit");
  const [cart, desk] = await Promise.all([
    getCart(visit.ctx, { cart: cartFor(c) }),
    openDesk(services, visit),
  ]);
  const codeProblem = codeProblemOf(refusal);
  return layoutPage(services, desk, {
    title: desk.frame.t.bag,
    status: refusal ? httpStatus[refusal.kind] : 200,
    body: (
      <CartPage
        cart={cart}
        desk={desk}
        code={refusal?.code ?? null}
        problem={refusal && !codeProblem ? messageOf(desk.w, refusal.code) : null}
        codeProblem={codeProblem}
      />
    ),
  });
}

/** What the drawer and the count in the header ask for: small, and without a statement for whoever has no bag. */
async function cartJson(services: Services, c: RouteContext, refusal: AppError | null): Promise<Response> {
  const visit = c.get("visit");
  const ref = cartFor(c);
  const headers = checkoutHeaders(services.protocol);
  const w = checkoutWords(visit.locale);
  const problem = refusal ? { code: refusal.code, message: messageOf(w, refusal.code) } : null;
  const status = refusal ? httpStatus[refusal.kind] : 200;
  if (ref === null && !refusal)
    return c.json({ count: 0, lines: [], html: null, subtotal: null }, 200, headers);
  const cart = await getCart(visit.ctx, { cart: ref });
  const isWhole = c.req.query("whole") === "1" || refusal !== null;
  const desk = isWhole ? await openDesk(services, visit) : null;
  return c.json(
    {
      count: cart.count,
      subtotal: formatMoney(cart.subtotal, visit.locale),
      lines: linesOf(cart),
      html:
        desk &&
        renderToString(
          <CartBody cart={cart} desk={desk} problem={problem?.message ?? null} codeProblem={null} />,
        ),
      problem,
    },
    status,
    headers,
  );
}

function linesOf(cart: CartView) {
  return cart.lines.map((line) => ({
    variantId: line.variantId,
    ...(line.mark ? { mark: line.mark } : {}),
    quantity: line.quantity,
    isAvailable: line.isAvailable,
  }));
}

async function refused(services: Services, c: RouteContext, error: unknown): Promise<Response> {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  return wantsJson(c) ? cartJson(services, c, refusal) : showCart(services, c, refusal);
}

async function add(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const form = await readForm(c.req.raw);
  try {
    const quantity = form.has("quantity") ? form.quantity("quantity") : 1;
    const { cartRef, count } = await addLine(visit.ctx, {
      cart: cartFor(c),
      variantId: form.text("variant"),
      quantity,
      properties: form.under("properties."),
    });
    c.header("set-cookie", keepCart(cartRef, services.protocol));
    if (wantsJson(c)) return c.json({ count }, 200, checkoutHeaders(services.protocol));
    const next = form.text("then") === "checkout" ? "/checkout" : "/cart";
    return c.redirect(addressOf(visit, next), 303);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.code === "properties_invalid" && !wantsJson(c)) return askFields(services, c, form, refusal);
    return refused(services, c, error);
  }
}

// The product's own page is kept for everybody: what one customer typed has a page of its own.
async function askFields(
  services: Services,
  c: RouteContext,
  form: PostedForm,
  refusal: AppError,
): Promise<Response> {
  const visit = c.get("visit");
  const variant = form.text("variant");
  const [product, desk] = await Promise.all([
    getLineFields(visit.ctx, { variantId: variant }),
    openDesk(services, visit),
  ]);
  const faults = Object.entries(refusal.fields ?? {}).map(([name, code]) => [
    name.slice("properties.".length),
    code as FieldFault["code"],
  ]);
  return layoutPage(services, desk, {
    title: product.title,
    status: httpStatus[refusal.kind],
    body: (
      <FieldsPage
        product={product}
        variant={variant}
        quantity={form.text("quantity") || "1"}
        then={form.text("then")}
        typed={form.under("properties.")}
        faults={Object.fromEntries(faults)}
        desk={desk}
      />
    ),
  });
}

async function update(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const form = await readForm(c.req.raw);
  const cart = cartFor(c);
  try {
    if (cart === null) throw new AppError("not_found", "cart_not_found");
    const quantity = form.text("remove") ? 0 : form.quantity("quantity");
    await updateLine(visit.ctx, { cart, variantId: form.text("variant"), mark: form.text("mark"), quantity });
    if (wantsJson(c)) return cartJson(services, c, null);
    return c.redirect(addressOf(visit, "/cart"), 303);
  } catch (error) {
    if (error instanceof AppError && error.code === "cart_not_found")
      c.header("set-cookie", dropCart(services.protocol));
    return refused(services, c, error);
  }
}

async function code(services: Services, c: RouteContext): Promise<Response> {
  try {
    await changeCodes(services, c, await readForm(c.req.raw));
    return c.redirect(addressOf(c.get("visit"), "/cart"), 303);
  } catch (error) {
    return refused(services, c, error);
  }
}

/** The bag: its page, its forms, and its JSON for scripts. */
export function cartRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/cart", (c) => showCart(services, c, null));
  app.get("/cart.json", (c) => cartJson(services, c, null));
  app.post("/cart/add", (c) => add(services, c));
  discountLinkRoutes(app, services, showCart);
  app.post("/cart/code", (c) => code(services, c));
  app.post("/cart/update", (c) => update(services, c));
}
