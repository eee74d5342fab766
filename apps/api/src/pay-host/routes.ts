import {
  browserState,
  type Identified,
  identifyAddress,
  isBrowserState,
  newTicket,
  type PayStep,
  payAddress,
  payIdentified,
  spendTicket,
} from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import type { Identify } from "@hutong/payment-providers";
import { payOrigin } from "@hutong/payments";
import { type Context, Hono } from "hono";
import { browserOf, nameBrowser, sendName } from "./browser-cookie.ts";
import { boundTries, type PayHost, stepOf, warn } from "./host.ts";
import { inMiniProgram } from "./mini-program.ts";
import { awayPage, bridgePage, goPage, miniProgramPage, refusalPage, unknownPage } from "./pages.ts";
import { TwinRequests } from "./twin-requests.ts";
import { browserLocale } from "./words.ts";

type Twins = TwinRequests<Identified>;

const unknown = (c: Context) => unknownPage(browserLocale(c.req.header("accept-language")));
const toStore = (c: Context, step: PayStep) => c.redirect(step.returnUrl, 303);

// A refresh and the back button lead to the store, which can begin again; another browser is told.
async function refuseSecond(c: Context, step: PayStep, browser: string): Promise<Response | null> {
  const spent = await spendTicket(step, browser);
  if (spent === "now") return null;
  return spent === "before" ? toStore(c, step) : refusalPage(step, "used");
}

async function identify(c: Context, step: PayStep, by: Identify["by"]): Promise<Response> {
  const browser = nameBrowser(c);
  if (by === "wechat-mini-program")
    return (
      (await refuseSecond(c, step, browser)) ??
      miniProgramPage(step, newTicket(step.ctx, step.ticket.attemptId, "mini-program"))
    );
  // Opened outside WeChat, say by a copied link: there the store knows another way.
  if (!/MicroMessenger/i.test(c.req.header("user-agent") ?? "")) return toStore(c, step);
  const ticket = c.req.param("ticket")!;
  const state = browserState(ticket, browser);
  const address = await identifyAddress(step, `${payOrigin}/pay/${ticket}/wechat`, state);
  return address ? c.redirect(address, 302) : toStore(c, step);
}

async function take(host: PayHost, c: Context): Promise<Response> {
  const step = await stepOf(host, c, "pay");
  if (!step) return unknown(c);
  const { action } = step;
  if (!step.isOpen || !action) return toStore(c, step);
  if (step.isExpired) return refusalPage(step, "expired");
  if (action.kind === "identify" && action.canIdentify) return await identify(c, step, action.by);
  if (action.kind !== "redirect" || !action.isByPayHost) return toStore(c, step);
  return (await refuseSecond(c, step, nameBrowser(c))) ?? goPage(step, action.url);
}

async function exchange(host: PayHost, c: Context, step: PayStep): Promise<Identified> {
  await boundTries(host, step);
  const told = await payIdentified(step, "wechat-web", c.req.query("code") ?? "");
  if (told.kind === "again") warn(host, step, told.why);
  return told;
}

function shown(c: Context, step: PayStep, told: Identified): Response {
  if (told.kind === "confirm") return bridgePage(step, told.action);
  if (told.kind === "elsewhere") return c.redirect(told.url, 303);
  if (told.kind === "ended") return toStore(c, step);
  return refusalPage(step, "failed", payAddress(step.ctx, step.ticket.attemptId));
}

async function identified(host: PayHost, twins: Twins, c: Context): Promise<Response> {
  const step = await stepOf(host, c, "pay");
  if (!step) return unknown(c);
  const [ticket, browser] = [c.req.param("ticket")!, browserOf(c)];
  if (!browser || !isBrowserState(ticket, browser, c.req.query("state") ?? ""))
    return refusalPage(step, "foreign");
  if (!step.isOpen) return toStore(c, step);
  if (step.isExpired) return refusalPage(step, "expired");
  const { nonce } = step.ticket;
  const refused = await refuseSecond(c, step, browser);
  if (!refused) return shown(c, step, await twins.keep(nonce, exchange(host, c, step)));
  const first = refused.status === 303 ? twins.find(nonce) : null;
  return first ? shown(c, step, await first) : refused;
}

/**
 * Steps of paying that must stand on a host registered with WeChat and WeChat Pay, for all stores. What one may do here
 * is in the ticket, where it leads back to in the attempt; nothing of either comes from the query string.
 */
export function payHost(host: PayHost): Hono {
  const app = new Hono();
  const twins: Twins = new TwinRequests(host.clock);
  // A look without a body would spend what it looks at.
  app.use(async (c, next) => (c.req.method === "HEAD" ? c.body(null, 405) : await next()));
  app.use(sendName);
  app.get("/:ticket", (c) => take(host, c));
  app.get("/:ticket/wechat", (c) => identified(host, twins, c));
  app.get("/:ticket/back", async (c) => {
    const step = await stepOf(host, c, "back", "pay");
    return step ? toStore(c, step) : unknown(c);
  });
  app.post("/:ticket/mini-program", (c) => inMiniProgram(host, c));
  app.onError(async (error, c) => {
    if (error instanceof AppError && error.kind === "limit_reached") {
      const step = await stepOf(host, c, "pay");
      if (step) return refusalPage(step, "tooOften");
    }
    host.logger.error({ err: error }, "a step of paying failed");
    return awayPage(browserLocale(c.req.header("accept-language")));
  });
  return app;
}
