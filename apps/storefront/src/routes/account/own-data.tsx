import { eraseOwnData, exportOwnData } from "@hutong/checkout";
import { AppError } from "@hutong/kernel";
import type { Hono } from "hono";
import { readForm } from "../../form.ts";
import { GonePage } from "../../pages/account/gone-page.tsx";
import { refusalOf } from "../../refusal.ts";
import { deskPage, openDesk } from "../../render-desk-page.tsx";
import { checkoutHeaders } from "../../security.ts";
import type { RouteContext, RouteEnv, Services } from "../../services.ts";
import { accountWords } from "../../words/account.ts";
import { toSignIn } from "./account.tsx";
import { showProfile } from "./profile.tsx";
import { signedOut } from "./sign-in.tsx";

async function erase(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const form = await readForm(c.req.raw);
  try {
    if (form.text("sure") !== "1") throw new AppError("precondition", "not_sure");
    await eraseOwnData(visit.ctx);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return await showProfile(services, c, refusal);
  }
  const desk = await openDesk(services, { ...visit, customer: null });
  const page = deskPage(services, desk, {
    title: accountWords(visit.locale).deletedTitle,
    body: <GonePage desk={desk} />,
  });
  signedOut(services, c);
  return c.body(await page.text(), { headers: page.headers, status: 200 });
}

/** The customer's own data: to take away, and to have erased. */
export function ownDataRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/account/data.json", async (c) => {
    const away = toSignIn(c);
    if (away) return away;
    const data = await exportOwnData(c.get("visit").ctx);
    return c.body(JSON.stringify(data, null, 2), 200, {
      ...checkoutHeaders(services.protocol),
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="my-data.json"',
    });
  });
  app.post("/account/delete", (c) => toSignIn(c) ?? erase(services, c));
}
