import { openRef, refOf } from "@hutong/checkout";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeSent, signInAt } from "./trial/sign-in.ts";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let tea: Awaited<ReturnType<typeof openTrialStore>>;

beforeAll(async () => {
  shop = await openTrialShop();
  tea = await openTrialStore(shop, "eaves");
});
afterAll(() => shop.close());

const page = async (path: string, cookie: string) =>
  (await shop.ask("eaves", path, { headers: { cookie } })).text();
const signIn = (contact: string, cookie?: string, next?: string) =>
  signInAt(shop, { store: "eaves", ctx: tea.ctx, contact }, cookie, next);
const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? "";

const address = {
  phone: "13800138000",
  name: "林若水",
  country: "CN",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "砖塔里 17 号",
};

async function bag(cookie?: string): Promise<string> {
  const added = await shop.post("eaves", "/cart/add", { variant: tea.variantIds[0]!, quantity: "2" }, cookie);
  return added.headers.getSetCookie()[0]!.split(";")[0]!;
}

describe("signing in without script", () => {
  it("asks for a code, keeps a wrong one in place, and goes on where it came from", async () => {
    const contact = "lin@example.com";
    const asked = await shop.post("eaves", "/account/code", {
      contact: " Lin@example.com",
      next: "/checkout",
    });
    const html = await asked.text();
    expect(html).toContain("输入验证码");
    expect(html).not.toContain(await codeSent(shop, tea.ctx, contact));
    const wrong = await shop.post("eaves", "/account/sign-in", { contact, code: "12", next: "/checkout" });
    expect(wrong.status).toBe(403);
    expect(await wrong.text()).toContain('data-code="code_code_wrong"');
    const code = await codeSent(shop, tea.ctx, contact);
    const right = await shop.post("eaves", "/account/sign-in", { contact, code, next: "/checkout" });
    expect([right.status, right.headers.get("location")]).toEqual([303, "/checkout"]);
    const [cookie] = right.headers.getSetCookie();
    expect(cookie).toMatch(/^hutong_customer=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
  });

  it("goes on to no address but its own", async () => {
    const { answer } = await signIn("next@example.com", undefined, "//evil.example");
    expect(answer.headers.get("location")).toBe("/account");
  });

  it.each([
    ["contact_contact_missing", ""],
    ["contact_contact_invalid", "lin@"],
    ["contact_phone_invalid", "1380013800"],
  ])("says %s beside the field and keeps what was typed", async (code, contact) => {
    const answer = await shop.post("eaves", "/account/code", { contact, next: "/account" });
    const html = await answer.text();
    expect(html).toContain(`data-code="${code}"`);
    expect(fieldOf(html, "contact")).toBe(contact);
  });

  it("sends whoever is not signed in to sign in, and refuses a form from elsewhere", async () => {
    const away = await shop.ask("eaves", "/account/addresses");
    expect(away.headers.get("location")).toBe("/account/sign-in?next=%2Faccount%2Faddresses");
    const { cookie } = await signIn("csrf@example.com");
    const foreign = await shop.ask("eaves", "/account/profile", {
      method: "POST",
      body: new URLSearchParams({ name: "X" }),
      headers: { cookie, "sec-fetch-site": "cross-site", origin: "http://evil.example" },
    });
    expect(foreign.status).toBe(403);
  });

  it("signs out: the cookie's session is over, and the bag stays with the customer", async () => {
    const { cookie } = await signIn("leaving@example.com", await bag());
    const out = await shop.post("eaves", "/account/sign-out", {}, cookie);
    expect(out.headers.getSetCookie().join()).toMatch(/hutong_customer=;.*hutong_cart=;/);
    expect((await shop.ask("eaves", "/account", { headers: { cookie } })).status).toBe(303);
    const again = await signIn("leaving@example.com");
    expect(await page("/cart", again.cookie)).toContain("老墙");
  });
});

describe("what a customer sees", () => {
  it("keeps addresses, and fills the checkout in with the default one", async () => {
    const { cookie } = await signIn("book@example.com", await bag());
    const bad = await shop.post("eaves", "/account/addresses/new", { ...address, phone: "1" }, cookie);
    expect(await bad.text()).toContain('data-code="phone_ill_formed"');
    const saved = await shop.post("eaves", "/account/addresses/new", address, cookie);
    expect(saved.headers.get("location")).toBe("/account/addresses?saved=1");
    await shop.post("eaves", "/account/addresses/new", { ...address, line1: "鼓楼东大街 2 号" }, cookie);
    const checkout = await page("/checkout", cookie);
    expect(fieldOf(checkout, "line1")).toBe(address.line1);
    expect(fieldOf(checkout, "email")).toBe("book@example.com");
    const others = [...checkout.matchAll(/value="(address [0-9a-f-]+)"/g)].map((match) => match[1]!);
    expect(others).toHaveLength(2);
    const form = { ...address, shippingRateId: fieldOf(checkout, "shippingRateId"), change: others[1]! };
    const changed = await (await shop.post("eaves", "/checkout/details", form, cookie)).text();
    expect(fieldOf(changed, "line1")).toBe("鼓楼东大街 2 号");
  });

  it("lists the orders of a guest who proves the address, and keeps what they pay for signed in", async () => {
    const contact = "order@example.com";
    const guest = await bag();
    const buy = async (cookie: string, email: string) => {
      const open = await page("/checkout", cookie);
      const form = {
        ...address,
        email,
        saveAddress: "1",
        shippingRateId: fieldOf(open, "shippingRateId"),
        checkout: fieldOf(open, "checkout"),
        key: fieldOf(open, "key"),
        saved: fieldOf(open, "saved"),
        total: fieldOf(open, "total"),
        account: [...open.matchAll(/name="account"[^>]*value="([^"]*)"/g)].at(-1)![1]!,
      };
      return await shop.post("eaves", "/checkout/pay", form, cookie);
    };
    expect((await buy(guest, contact)).headers.get("location")).toMatch(/^\/orders\//);
    const { cookie } = await signIn(contact);
    expect((await page("/account", cookie)).match(/class="order-row"/g)).toHaveLength(1);
    const own = `${cookie}; ${await bag(cookie)}`;
    await buy(own, "another@example.com");
    const account = await page("/account", own);
    expect(account.match(/class="order-row"/g)).toHaveLength(2);
    const ref = /href="(\/orders\/[^"]+)"/.exec(account)![1]!;
    expect((await shop.ask("eaves", ref, { headers: { cookie: own } })).status).toBe(200);
  });

  it("joins the bags of two devices", async () => {
    const contact = "devices@example.com";
    const phone = await signIn(contact, await bag());
    const desk = await signIn(contact, await bag());
    const read = async (cookie: string) =>
      (await shop.ask("eaves", "/cart.json", { headers: { cookie } })).json() as Promise<{ count: number }>;
    expect((await read(desk.cookie)).count).toBe(4);
    expect((await read(phone.cookie)).count).toBe(4);
  });

  it("sets a password that then signs in", async () => {
    const contact = "secret@example.com";
    const { cookie } = await signIn(contact);
    const short = await shop.post("eaves", "/account/password", { password: "short" }, cookie);
    expect(await short.text()).toContain('data-code="password_password_too_short"');
    await shop.post("eaves", "/account/password", { password: "correct horse " }, cookie);
    const wrong = await shop.post("eaves", "/account/sign-in", { contact, password: "correct horse" });
    expect([wrong.status, (await wrong.text()).includes('data-code="password_password_wrong"')]).toEqual([
      403,
      true,
    ]);
    const right = await shop.post("eaves", "/account/sign-in", { contact, password: "correct horse " });
    expect(right.status).toBe(303);
  });
});

describe("the customer's own data", () => {
  it("is downloaded as one file, and erased with the account once that is meant", async () => {
    const { cookie } = await signIn("gone@example.com", await bag());
    await shop.post("eaves", "/account/addresses/new", address, cookie);
    const file = await shop.ask("eaves", "/account/data.json", { headers: { cookie } });
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(await file.json()).toMatchObject({
      customer: { email: "gone@example.com" },
      cart: [{ quantity: 2 }],
    });
    const unsure = await shop.post("eaves", "/account/delete", {}, cookie);
    expect(await unsure.text()).toContain('data-code="not_sure"');
    const gone = await shop.post("eaves", "/account/delete", { sure: "1" }, cookie);
    expect(await gone.text()).toContain('data-code="account_deleted"');
    expect(gone.headers.getSetCookie().join()).toContain("hutong_customer=;");
    expect((await shop.ask("eaves", "/account", { headers: { cookie } })).status).toBe(303);
  });
});

describe("what it costs others", () => {
  it("looks for nobody without a session, and kept pages carry nobody", async () => {
    const cookie = await bag();
    await page("/checkout", cookie);
    const guest = countsOf(await shop.ask("eaves", "/checkout", { headers: { cookie } }));
    const { cookie: own } = await signIn("cached@example.com", cookie);
    await page("/", "");
    const plain = await shop.ask("eaves", "/");
    const known = await shop.ask("eaves", "/", { headers: { cookie: own } });
    expect(countsOf(known)).toEqual({ statements: 0, transactions: 0 });
    expect(await known.text()).toBe(await plain.text());
    expect(guest).toEqual({ statements: 2, transactions: 1 });
  });
});

describe("a left checkout", () => {
  it("comes back by its link on another device, at a press of the button, with the prices of the day", async () => {
    const cookie = await bag();
    const open = await page("/checkout", cookie);
    const form = { ...address, email: "left@example.com", shippingRateId: fieldOf(open, "shippingRateId") };
    const saved = await (await shop.post("eaves", "/checkout/details", form, cookie)).text();
    const id = openRef(tea.ctx, "checkout", fieldOf(saved, "checkout"));
    const token = refOf(tea.ctx, "recovery", id);
    const looked = await shop.ask("eaves", `/checkout/recover?token=${token}`);
    expect(looked.headers.getSetCookie()).toEqual([]);
    expect(fieldOf(await looked.text(), "token")).toBe(token);
    const back = await shop.post("eaves", "/checkout/recover", { token });
    const restored = back.headers.getSetCookie()[0]!.split(";")[0]!;
    const shown = await page(back.headers.get("location")!, restored);
    expect(fieldOf(shown, "line1")).toBe(address.line1);
    expect(shown).toContain("合计和上次一样");
    const wrong = await shop.post("eaves", "/checkout/recover", { token: `${token.slice(0, -2)}xx` });
    expect([wrong.status, (await wrong.text()).includes('data-code="recovery_over"')]).toEqual([404, true]);
    const stop = await shop.post("eaves", "/checkout/letters", { token: refOf(tea.ctx, "letter-stop", id) });
    expect(await stop.text()).toContain('data-code="letters_done"');
  });
});
