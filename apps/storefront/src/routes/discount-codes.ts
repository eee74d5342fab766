import { dropCode, putCode } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import { countTry, giveBackTry, type Limit } from "@hutong/stores";
import type { Hono } from "hono";
import { cartFor, keepCart } from "../cart-cookie.ts";
import type { PostedForm } from "../form.ts";
import type { CodeProblem } from "../pages/discount-code.tsx";
import { refusalOf } from "../refusal.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf } from "../visit.ts";
import { environmentOf } from "./environment-of.ts";

const windowSeconds = 900;

// Codes are guessed by trying: those that a cart, or a network address, gets wrong are counted, as failed sign-ins are.
function limitsOf(c: RouteContext): Limit[] {
  const { storeId } = c.get("visit").ctx;
  const cart = cartFor(c);
  const address = environmentOf(c).ipAddress;
  return [
    ...(cart ? [{ what: "discount cart", subject: cart, most: 15, windowSeconds }] : []),
    ...(address
      ? [{ what: "discount address", subject: `${storeId} ${address}`, most: 100, windowSeconds }]
      : []),
  ];
}

async function put(services: Services, c: RouteContext, code: string): Promise<void> {
  const { ctx } = c.get("visit");
  const limits = limitsOf(c);
  try {
    await countTry(services.cell, limits);
    const { cartRef } = await putCode(ctx, { cart: cartFor(c), code });
    c.header("set-cookie", keepCart(cartRef, services.protocol));
    await ctx.writePlatform((tx) => giveBackTry(tx, limits));
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    throw new AppError(refusal.kind, refusal.code, {
      field: "code",
      params: { ...refusal.params, typed: code.slice(0, 100) },
    });
  }
}

/** Puts the code that a form has typed into the cart, if any. Throws with the field `code`. */
export async function putTypedCode(services: Services, c: RouteContext, form: PostedForm): Promise<void> {
  const code = form.text("code");
  if (code !== "") await put(services, c, code.slice(0, 200));
}

/** Takes out the code that a form drops, or puts in the one that it has typed. */
export async function changeCodes(services: Services, c: RouteContext, form: PostedForm): Promise<void> {
  const dropped = form.text("drop");
  if (dropped === "") return await putTypedCode(services, c, form);
  const cart = cartFor(c);
  if (cart === null) throw new AppError("not_found", "cart_not_found");
  await dropCode(c.get("visit").ctx, { cart, code: dropped.slice(0, 200) });
}

// A path of this shop; anything else is its home.
function placeOf(c: RouteContext): string {
  const wanted = c.req.query("redirect") ?? "/";
  return /^\/(?![/\\])[^\r\n]{0,500}$/.test(wanted) ? wanted : "/";
}

async function follow(services: Services, c: RouteContext, show: ShowRefusal): Promise<Response> {
  try {
    await put(services, c, c.req.param("code") ?? "");
    return c.redirect(addressOf(c.get("visit"), placeOf(c)), 303);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return await show(services, c, refusal);
  }
}

/** What is wrong with a discount code, and what was typed; null for any other refusal. */
export function codeProblemOf(refusal: AppError | null | undefined): CodeProblem | null {
  return refusal?.field === "code" ? { code: refusal.code, typed: String(refusal.params.typed ?? "") } : null;
}

type ShowRefusal = (services: Services, c: RouteContext, refusal: AppError) => Promise<Response>;

/** A link that brings a code along: /discount/CODE, home or to `?redirect=`; one that is no good says so in the bag. */
export function discountLinkRoutes(app: Hono<RouteEnv>, services: Services, show: ShowRefusal): void {
  app.get("/discount/:code", (c) => follow(services, c, show));
}
