import { endAllSessions, getProfile, proveContact, setPassword, updateProfile } from "@hutong/customers";
import { type AppError, httpStatus } from "@hutong/kernel";
import type { Hono } from "hono";
import { type PostedForm, readForm } from "../../form.ts";
import { ProfilePage } from "../../pages/account/profile-page.tsx";
import { refusalOf } from "../../refusal.ts";
import { deskPage, openDesk } from "../../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../../services.ts";
import { addressOf } from "../../visit.ts";
import { accountWords } from "../../words/account.ts";
import { toSignIn } from "./account.tsx";
import { networkOf, sendCode, showCode, signedOut } from "./sign-in.tsx";

/** The profile, perhaps with what was refused. */
export async function showProfile(
  services: Services,
  c: RouteContext,
  refusal: AppError | null,
): Promise<Response> {
  const visit = c.get("visit");
  const [profile, desk] = await Promise.all([getProfile(visit.ctx), openDesk(services, visit)]);
  return deskPage(services, desk, {
    title: accountWords(visit.locale).profile,
    status: refusal ? httpStatus[refusal.kind] : 200,
    body: (
      <ProfilePage
        desk={desk}
        profile={profile}
        refusal={refusal}
        isSaved={!refusal && visit.query.get("saved") === "1"}
        canText={services.canText}
      />
    ),
  });
}

type Step = (c: RouteContext, form: PostedForm) => Promise<void>;

/** One form of the page: done, or shown again with what was refused beside its field. */
function step(services: Services, work: Step) {
  return async (c: RouteContext): Promise<Response> => {
    const away = toSignIn(c);
    if (away) return away;
    try {
      await work(c, await readForm(c.req.raw));
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return await showProfile(services, c, refusal);
    }
    return c.redirect(addressOf(c.get("visit"), "/account/profile?saved=1"), 303);
  };
}

const contactAction = {
  check: "/account/contact/prove",
  again: "/account/contact",
  other: "/account/profile",
} as const;

async function askContact(services: Services, c: RouteContext): Promise<Response> {
  const contact = (await readForm(c.req.raw)).text("contact");
  try {
    const found = await sendCode(services, c, contact);
    return await showCode(services, c, { ...found, next: "", refusal: null }, contactAction);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return await showProfile(services, c, refusal);
  }
}

async function prove(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const contact = form.text("contact");
  const visit = c.get("visit");
  try {
    await proveContact(visit.ctx, { contact, code: form.text("code") }, { address: networkOf(c) });
    return c.redirect(addressOf(visit, "/account/profile?saved=1"), 303);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const kind = contact.includes("@") ? "email" : "phone";
    return refusal.field === "code"
      ? await showCode(services, c, { contact, next: "", kind, refusal }, contactAction)
      : await showProfile(services, c, refusal);
  }
}

/** Who the customer is to the shop: name, contacts, password, devices. */
export function profileRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/account/profile", (c) => toSignIn(c) ?? showProfile(services, c, null));
  app.post(
    "/account/profile",
    step(services, (c, form) => updateProfile(c.get("visit").ctx, { name: form.text("name") })),
  );
  app.post(
    "/account/password",
    step(services, (c, form) => {
      const { ctx, customer } = c.get("visit");
      const [password, current] = [form.raw("password"), form.raw("current")];
      return setPassword(ctx, { password, current, token: customer!.token });
    }),
  );
  app.post("/account/contact", (c) => toSignIn(c) ?? askContact(services, c));
  app.post("/account/contact/prove", (c) => toSignIn(c) ?? prove(services, c));
  app.post("/account/sign-out-everywhere", async (c) => {
    const away = toSignIn(c);
    if (away) return away;
    const visit = c.get("visit");
    await endAllSessions(visit.ctx);
    signedOut(services, c);
    return c.redirect(addressOf(visit, "/"), 303);
  });
}
