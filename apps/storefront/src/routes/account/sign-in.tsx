import { mergeCarts } from "@hutong/checkout";
import {
  endSession,
  requestCode,
  type SignInAnswer,
  signInByCode,
  signInByPassword,
} from "@hutong/customers";
import { AppError, httpStatus } from "@hutong/kernel";
import type { Hono } from "hono";
import { cartOf, dropCart, keepCart } from "../../cart-cookie.ts";
import { dropSession, keepSession, sessionOf } from "../../customer-cookie.ts";
import { type PostedForm, readForm } from "../../form.ts";
import { CodePage, SignInPage } from "../../pages/account/sign-in-page.tsx";
import { refusalOf } from "../../refusal.ts";
import { deskPage, openDesk } from "../../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../../services.ts";
import { addressOf, hostOf } from "../../visit.ts";
import { accountWords } from "../../words/account.ts";
import { environmentOf } from "../environment-of.ts";

const ways = new Set(["/account", "/account/addresses", "/account/profile", "/cart", "/checkout"]);

/** Where to go after signing in: a page of ours, or the account. */
function nextOf(text: string): string {
  return ways.has(text) ? text : "/account";
}

/** The network address that tries are counted for. */
export function networkOf(c: RouteContext): string {
  return environmentOf(c).ipAddress ?? "unknown";
}

interface Asked {
  readonly contact: string;
  readonly next: string;
  readonly refusal: AppError | null;
}

async function showSignIn(services: Services, c: RouteContext, asked: Asked): Promise<Response> {
  const desk = await openDesk(services, c.get("visit"));
  return deskPage(services, desk, {
    title: accountWords(desk.visit.locale).signIn,
    status: asked.refusal ? httpStatus[asked.refusal.kind] : 200,
    body: <SignInPage desk={desk} {...asked} canText={services.canText} />,
  });
}

/** The page that a code is typed into, to sign in or to add a contact. */
export async function showCode(
  services: Services,
  c: RouteContext,
  asked: Asked & { readonly kind: "email" | "phone" },
  action: { readonly check: string; readonly again: string; readonly other: string },
): Promise<Response> {
  const desk = await openDesk(services, c.get("visit"));
  return deskPage(services, desk, {
    title: accountWords(desk.visit.locale).codeTitle,
    status: asked.refusal ? httpStatus[asked.refusal.kind] : 200,
    body: <CodePage desk={desk} {...asked} action={action} />,
  });
}

const signInAction = {
  check: "/account/sign-in",
  again: "/account/code",
  other: "/account/sign-in",
} as const;

/** Sends a code to what was typed, where that can be reached at all. Throws as `requestCode` does. */
export async function sendCode(services: Services, c: RouteContext, contact: string) {
  if (!services.canText && !contact.includes("@") && contact !== "")
    throw new AppError("precondition", "phone_not_offered", { field: "contact" });
  return await requestCode(c.get("visit").ctx, { contact }, { address: networkOf(c) });
}

async function code(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const [contact, next] = [form.text("contact"), nextOf(form.text("next"))];
  try {
    const found = await sendCode(services, c, contact);
    return await showCode(services, c, { ...found, next, refusal: null }, signInAction);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return await showSignIn(services, c, { contact, next, refusal });
  }
}

// What this device's bag holds joins the customer's; the answer carries the cookies of both.
async function begin(
  services: Services,
  c: RouteContext,
  answer: SignInAnswer,
  next: string,
): Promise<Response> {
  const { protocol } = services;
  const visit = c.get("visit");
  const ctx = visit.ctx.as({ actor: { kind: "customer", id: answer.customerId } });
  const mine = cartOf(c.req.raw.headers);
  const merged = mine && (await mergeCarts(ctx, { cart: mine })).cartRef;
  c.header("set-cookie", keepSession(answer.token, protocol), { append: true });
  if (merged) c.header("set-cookie", keepCart(merged, protocol), { append: true });
  return c.redirect(addressOf(visit, next), 303);
}

function signIn(c: RouteContext, form: PostedForm, contact: string): Promise<SignInAnswer> {
  const visit = c.get("visit");
  const from = { address: networkOf(c), host: hostOf(visit) };
  if (form.has("code")) return signInByCode(visit.ctx, { contact, code: form.text("code") }, from);
  return signInByPassword(visit.ctx, { contact, password: form.raw("password") }, from);
}

async function check(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const [contact, next] = [form.text("contact"), nextOf(form.text("next"))];
  try {
    return await begin(services, c, await signIn(c, form, contact), next);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const asked = { contact, next, refusal };
    const kind = contact.includes("@") ? "email" : "phone";
    const isCode = form.has("code") && refusal.field !== "contact";
    return isCode
      ? await showCode(services, c, { ...asked, kind }, signInAction)
      : await showSignIn(services, c, asked);
  }
}

/** Lets both cookies go: what was in the bag is the customer's, and waits for them. */
export function signedOut(services: Services, c: RouteContext): void {
  c.header("set-cookie", dropSession(services.protocol), { append: true });
  c.header("set-cookie", dropCart(services.protocol), { append: true });
}

async function signOut(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const token = sessionOf(c.req.raw.headers, services.protocol);
  if (token) await endSession(visit.ctx, { token });
  signedOut(services, c);
  return c.redirect(addressOf(visit, "/"), 303);
}

/** Signing in by a code or a password, and out. */
export function signInRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/account/sign-in", async (c) => {
    const visit = c.get("visit");
    const next = nextOf(visit.query.get("next") ?? "");
    if (visit.customer) return c.redirect(addressOf(visit, next), 303);
    return await showSignIn(services, c, { contact: "", next, refusal: null });
  });
  app.post("/account/code", (c) => code(services, c));
  app.post("/account/sign-in", (c) => check(services, c));
  app.post("/account/sign-out", (c) => signOut(services, c));
}
