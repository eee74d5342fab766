import { addDigitalFilePart, createDigitalFile, upsertProducts } from "@hutong/catalogue";
import { getOrder, openRef, refOf } from "@hutong/checkout";
import { putMenu, putPage } from "@hutong/content";
import { putFile } from "@hutong/files";
import { issueGiftCard } from "@hutong/gift-cards";
import { createDiscount } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { signInAt } from "./trial/sign-in.ts";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

/** Stands in everything the first store owns; not a byte of it may reach the second. */
const marker = "MARKER7F3A";

interface Harvest {
  readonly variantId: string;
  readonly cookie: string;
  readonly checkout: string;
  readonly orderRef: string;
  /** The link to a file that they bought. */
  readonly download: string;
  readonly account: string;
  readonly rate: string;
  readonly file: string;
  readonly giftCard: { readonly id: string; readonly code: string };
  /** Cookies of a customer of theirs, who has orders, an address and a password. */
  readonly signedIn: string;
  readonly contact: string;
  /** The links of a letter about their left checkout. */
  readonly recovery: string;
  readonly stop: string;
  readonly addressId: string;
}

let shop: TrialShop;
let theirs: Harvest;
let mine: Harvest;

const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? "";
const lastFieldOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "g"))].at(-1)?.[1] ?? "";

const address = (mark: string) => ({
  phone: "13800138000",
  email: `${mark}@example.com`,
  name: `${mark} 林若水`,
  country: "CN",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: `${mark} 砖塔里 17 号`,
  note: `${mark} 请早点送`,
});

async function picture(ctx: Parameters<typeof putFile>[0], mark: string): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><title>${mark}</title><path d="M0 0h4v5H0z"/></svg>`;
  return (await putFile(ctx, { bytes: Buffer.from(svg) })).path;
}

async function checkoutOf(store: string, cookie: string, mark: string) {
  const open = await (await shop.ask(store, "/checkout", { headers: { cookie } })).text();
  const rate = fieldOf(open, "shippingRateId");
  const saved = await (
    await shop.post(store, "/checkout/details", { ...address(mark), shippingRateId: rate }, cookie)
  ).text();
  const form = Object.fromEntries(
    ["checkout", "key", "saved", "total"].map((name) => [name, fieldOf(saved, name)]),
  );
  return { rate, form, account: lastFieldOf(saved, "account") };
}

async function customerOf(store: string, ctx: Parameters<typeof putFile>[0], mark: string) {
  const contact = `${mark.toLowerCase()}@example.com`;
  const { cookie: signedIn } = await signInAt(shop, { store, ctx, contact });
  await shop.post(store, "/account/addresses/new", { ...address(mark), line1: `${mark} 另一处` }, signedIn);
  await shop.post(store, "/account/password", { password: "correct horse" }, signedIn);
  await shop.post(store, "/account/profile", { name: `${mark} 林若水` }, signedIn);
  const book = await (await shop.ask(store, "/account/addresses", { headers: { cookie: signedIn } })).text();
  const addressId = /account\/addresses\/([0-9a-f-]{36})/.exec(book)![1]!;
  return { signedIn, contact, addressId };
}

async function harvest(store: string, mark: string): Promise<Harvest> {
  const opened = await openTrialStore(shop, store);
  const { ctx } = opened;
  const variantId = opened.variantIds[0]!;
  const file = await picture(ctx, mark);
  const bytes = Buffer.from(`${mark} 之书`);
  const book = {
    productId: opened.productId,
    name: `${mark}.txt`,
    bytes: bytes.length,
    variantIds: [variantId],
  };
  const { id: bookId } = await createDigitalFile(ctx, book);
  await addDigitalFilePart(ctx, { id: bookId, number: 0, bytes });
  await upsertProducts(ctx, [
    {
      handle: `${mark.toLowerCase()}-only`,
      title: `${mark} 孤品`,
      status: "active",
      variants: [{ price: 100 }],
    },
  ]);
  await putPage(ctx, {
    handle: `${mark.toLowerCase()}-page`,
    title: { en: mark },
    bodyHtml: { en: `<p>${mark}</p>` },
  });
  await putMenu(ctx, { handle: "main", items: [{ title: { en: mark, "zh-CN": mark }, href: "/" }] });
  await createDiscount(ctx, {
    name: { en: mark },
    method: "code",
    class: "order",
    value: { kind: "percentage", basisPoints: 1000 },
    targets: "all",
    minimum: null,
    combines: [],
    markets: null,
    isFirstOrderOnly: false,
    startsAt: new Date(0),
    endsAt: null,
    mostUses: null,
    mostPerCustomer: null,
    codes: [`${store}-7f3a`],
  });
  const add = async () => {
    const response = await shop.post(store, "/cart/add", { variant: variantId });
    return response.headers.get("set-cookie")!.split(";")[0]!;
  };
  const paid = await add();
  const first = await checkoutOf(store, paid, mark);
  const pay = await shop.post(
    store,
    "/checkout/pay",
    { ...address(mark), shippingRateId: first.rate, ...first.form, account: first.account },
    paid,
  );
  const orderRef = /\/orders\/([\w-]+)/.exec(pay.headers.get("location") ?? "")![1]!;
  const card = await issueGiftCard(ctx, { amount: 700, note: mark, key: mark });
  const cookie = await add();
  await shop.post(store, "/checkout/gift-cards", { giftCard: card.code! }, cookie);
  const open = await checkoutOf(store, cookie, mark);
  return {
    variantId,
    cookie,
    checkout: open.form.checkout!,
    orderRef,
    download: (await getOrder(ctx, { order: orderRef })).downloads![0]!.link,
    account: open.account,
    rate: open.rate,
    file,
    giftCard: { id: card.id, code: card.code! },
    recovery: refOf(ctx, "recovery", openRef(ctx, "checkout", open.form.checkout!)),
    stop: refOf(ctx, "letter-stop", openRef(ctx, "checkout", open.form.checkout!)),
    ...(await customerOf(store, ctx, mark)),
  };
}

beforeAll(async () => {
  shop = await openTrialShop();
  theirs = await harvest("theirs", marker);
  mine = await harvest("mine", "own");
});
afterAll(() => shop.close());

type Trial = () => Promise<Response>[];

const handle = marker.toLowerCase();
const foreignForm = () => ({
  ...address("own"),
  checkout: theirs.checkout,
  account: theirs.account,
  shippingRateId: theirs.rate,
  key: "k",
});

const unsaved = () => ({
  ...address("own"),
  account: theirs.account,
  shippingRateId: theirs.rate,
  checkout: theirs.checkout,
  total: "1",
});

/** Their customer's session at my host, and mine. */
function byBoth(
  method: "GET" | "POST",
  path: string,
  form: Record<string, string> = {},
): Promise<Response>[] {
  return [theirs.signedIn, mine.signedIn].map((cookie) =>
    method === "GET"
      ? shop.ask("mine", path, { headers: { cookie } })
      : shop.post("mine", path, form, cookie),
  );
}

/** What the second store's customer, holding all that the first store's customer holds, asks of every route. */
const trials: Readonly<Record<string, Trial>> = {
  "GET /healthz": () => [shop.ask("mine", "/healthz")],
  "GET /readyz": () => [shop.ask("mine", "/readyz")],
  "GET /assets/:name": () => [shop.ask("mine", `/assets/${theirs.file}`)],
  "GET /art/:name": () => [shop.ask("mine", `/art/${theirs.file}`)],
  "GET /files/*": () => [
    shop.ask("mine", `/files/${theirs.file}`),
    shop.ask("mine", `/files/../theirs/${theirs.file}`),
  ],
  "GET /sitemap.xml": () => [shop.ask("mine", "/sitemap.xml")],
  "GET /robots.txt": () => [shop.ask("mine", "/robots.txt")],
  "GET /cart": () => [shop.ask("mine", "/cart", { headers: { cookie: theirs.cookie } })],
  "GET /cart.json": () => [
    shop.ask("mine", "/cart.json", { headers: { cookie: theirs.cookie } }),
    shop.ask("mine", "/cart.json?whole=1", { headers: { cookie: theirs.cookie } }),
  ],
  "POST /cart/add": () => [
    shop.post("mine", "/cart/add", { variant: theirs.variantId }),
    shop.post("mine", "/cart/add", { variant: theirs.variantId }, theirs.cookie),
  ],
  "POST /cart/update": () => [
    shop.post("mine", "/cart/update", { variant: theirs.variantId, quantity: "3" }, theirs.cookie),
    shop.post("mine", "/cart/update", { variant: theirs.variantId, quantity: "3" }, mine.cookie),
  ],
  "POST /market": () => [
    shop.post("mine", "/market", { market: "primary", to: "/cart" }, theirs.cookie),
    shop.post("mine", "/market", { market: "marker7f3a", to: "/" }, theirs.cookie),
  ],
  "POST /cart/code": () => [
    shop.post("mine", "/cart/code", { code: "theirs-7f3a" }, theirs.cookie),
    shop.post("mine", "/cart/code", { code: "theirs-7f3a" }, mine.cookie),
    shop.post("mine", "/cart/code", { drop: "theirs-7f3a" }, theirs.cookie),
  ],
  "GET /discount/:code": () => [
    shop.ask("mine", "/discount/theirs-7f3a"),
    shop.ask("mine", "/discount/theirs-7f3a?redirect=//elsewhere", { headers: { cookie: theirs.cookie } }),
  ],
  "POST /checkout/code": () => [
    shop.post("mine", "/checkout/code", { ...foreignForm(), code: "theirs-7f3a" }, theirs.cookie),
    shop.post("mine", "/checkout/code", { ...foreignForm(), code: "theirs-7f3a" }, mine.cookie),
  ],
  "GET /checkout": () => [shop.ask("mine", "/checkout", { headers: { cookie: theirs.cookie } })],
  "POST /checkout/details": () => [
    shop.post("mine", "/checkout/details", foreignForm(), theirs.cookie),
    shop.post("mine", "/checkout/details", foreignForm(), mine.cookie),
  ],
  "POST /checkout/gift-cards": () => [
    shop.post(
      "mine",
      "/checkout/gift-cards",
      { ...foreignForm(), giftCard: theirs.giftCard.code },
      theirs.cookie,
    ),
    shop.post("mine", "/checkout/gift-cards", { ...unsaved(), giftCard: theirs.giftCard.code }, mine.cookie),
  ],
  "POST /checkout/gift-cards/remove": () => [
    shop.post(
      "mine",
      "/checkout/gift-cards/remove",
      { ...unsaved(), remove: theirs.giftCard.id },
      theirs.cookie,
    ),
    shop.post(
      "mine",
      "/checkout/gift-cards/remove",
      { ...unsaved(), remove: theirs.giftCard.id },
      mine.cookie,
    ),
  ],
  "POST /checkout/wrapping": () => [
    shop.post(
      "mine",
      "/checkout/wrapping",
      { wrapping: "add", wrappingVariant: theirs.variantId },
      mine.cookie,
    ),
    shop.post(
      "mine",
      "/checkout/wrapping",
      { wrapping: "remove", wrappingVariant: theirs.variantId },
      theirs.cookie,
    ),
  ],
  "POST /checkout/pay": () => [
    shop.post("mine", "/checkout/pay", foreignForm(), theirs.cookie),
    shop.post("mine", "/checkout/pay", unsaved(), theirs.cookie),
    shop.post("mine", "/checkout/pay", unsaved(), mine.cookie),
    shop.post(
      "mine",
      "/checkout/pay",
      { checkout: theirs.checkout, account: theirs.account, key: "k" },
      mine.cookie,
    ),
    shop.post(
      "mine",
      "/checkout/pay",
      { checkout: mine.checkout, account: theirs.account, key: "k" },
      mine.cookie,
    ),
  ],
  "GET /checkout/:ref/waiting": () => [shop.ask("mine", `/checkout/${theirs.checkout}/waiting`)],
  "GET /checkout/:ref/waiting.json": () => [shop.ask("mine", `/checkout/${theirs.checkout}/waiting.json`)],
  "POST /checkout/:ref/again": () => [shop.post("mine", `/checkout/${theirs.checkout}/again`, {})],
  "POST /checkout/:ref/hosted": () => [shop.post("mine", `/checkout/${theirs.checkout}/hosted`, {})],
  "POST /checkout/:ref/embedded": () => [shop.post("mine", `/checkout/${theirs.checkout}/embedded`, {})],
  "POST /checkout/:ref/ask": () => [shop.post("mine", `/checkout/${theirs.checkout}/ask`, {})],
  "GET /checkout/:ref/return": () => [shop.ask("mine", `/checkout/${theirs.checkout}/return`)],
  "GET /orders/:ref": () => [
    shop.ask("mine", `/orders/${theirs.orderRef}`),
    shop.ask("mine", `/orders/${theirs.checkout}`),
  ],
  "GET /downloads/:link": () => [shop.ask("mine", `/downloads/${theirs.download}`)],
  "GET /downloads/:link/file": () => [shop.ask("mine", `/downloads/${theirs.download}/file`)],
  "GET /checkout/recover": () => [shop.ask("mine", `/checkout/recover?token=${theirs.recovery}`)],
  "POST /checkout/recover": () => [shop.post("mine", "/checkout/recover", { token: theirs.recovery })],
  "GET /checkout/letters": () => [shop.ask("mine", `/checkout/letters?token=${theirs.stop}`)],
  "POST /checkout/letters": () => [shop.post("mine", "/checkout/letters", { token: theirs.stop })],
  "GET /account/sign-in": () => byBoth("GET", "/account/sign-in"),
  "POST /account/code": () => byBoth("POST", "/account/code", { contact: "thief@example.com" }),
  "POST /account/sign-in": () => [
    ...byBoth("POST", "/account/sign-in", { contact: "thief@example.com", code: "000000" }),
    shop.post("mine", "/account/sign-in", { contact: mine.contact, password: "incorrect" }),
  ],
  "POST /account/sign-out": () => [shop.post("mine", "/account/sign-out", {}, theirs.signedIn)],
  "GET /account": () => byBoth("GET", "/account"),
  "GET /account/addresses": () => byBoth("GET", "/account/addresses"),
  "GET /account/addresses/:id": () => byBoth("GET", `/account/addresses/${theirs.addressId}`),
  "POST /account/addresses/:id": () =>
    byBoth("POST", `/account/addresses/${theirs.addressId}`, address("own")),
  "POST /account/addresses/remove": () =>
    byBoth("POST", "/account/addresses/remove", { id: theirs.addressId }),
  "POST /account/addresses/default": () =>
    byBoth("POST", "/account/addresses/default", { id: theirs.addressId }),
  "GET /account/profile": () => byBoth("GET", "/account/profile"),
  "POST /account/profile": () => byBoth("POST", "/account/profile", { name: "Thief" }),
  "POST /account/password": () => byBoth("POST", "/account/password", { password: "thief thief" }),
  "POST /account/contact": () => byBoth("POST", "/account/contact", { contact: "thief@example.com" }),
  "POST /account/contact/prove": () =>
    byBoth("POST", "/account/contact/prove", { contact: "thief@example.com", code: "000000" }),
  "GET /account/data.json": () => byBoth("GET", "/account/data.json"),
  "POST /account/delete": () => [shop.post("mine", "/account/delete", { sure: "1" }, theirs.signedIn)],
  "POST /account/sign-out-everywhere": () => [
    shop.post("mine", "/account/sign-out-everywhere", {}, theirs.signedIn),
  ],
  "GET /search/suggest": () =>
    ["孤品", "guping", "gp", handle].flatMap((words) => [
      shop.ask("mine", `/search/suggest?q=${encodeURIComponent(words)}`),
      shop.ask("mine", `/en/search/suggest?q=${encodeURIComponent(words)}`),
    ]),
  "GET /*": () =>
    [
      "",
      `/products/${handle}-only`,
      `/pages/${handle}-page`,
      `/collections/all`,
      "/products.json",
      "/collections/all/products.json",
      "/collections",
      `/search?q=孤品`,
      `/search?q=孤品&sort_by=created-descending&filter.p.vendor=x&filter.v.price.gte=1`,
      "/nothing",
    ].flatMap((path) => [shop.ask("mine", path || "/"), shop.ask("mine", `/en${path}`)]),
};

// Middleware stands under ALL; what it guards is tried by the routes behind it.
const routes = createApp({} as never)
  .routes.filter((route) => route.method !== "ALL")
  .map((route) => `${route.method} ${route.path}`);

it("every route of the storefront is tried", () => {
  expect([...new Set(routes)].filter((route) => !(route in trials))).toEqual([]);
});

it.each(Object.keys(trials))("%s gives nothing of another store", async (route) => {
  for (const pending of trials[route]!()) {
    const response = await pending;
    const headers = JSON.stringify([...response.headers]);
    const body = await response.text();
    expect(headers + body).not.toContain(marker);
    expect(headers + body).not.toContain(theirs.orderRef);
    expect(response.status).toBeLessThan(500);
  }
});

it("changed nothing of the first store, and the trial can fail", async () => {
  const [order] = await shop.database
    .owner`select count(*)::int as n from orders o join stores s using (store_id) where s.handle = 'theirs'`;
  expect(order).toEqual({ n: 1 });
  const [line] = await shop.database
    .owner`select max(quantity) as most, count(*)::int as n from cart_lines l join stores s using (store_id) where s.handle = 'theirs'`;
  expect(line).toEqual({ most: 1, n: 1 });
  const own = await (await shop.ask("theirs", `/orders/${theirs.orderRef}`)).text();
  expect(own).toContain(marker);
  expect(
    await (await shop.ask("theirs", "/checkout", { headers: { cookie: theirs.cookie } })).text(),
  ).toContain(marker);
  const account = async (path: string) =>
    await (await shop.ask("theirs", path, { headers: { cookie: theirs.signedIn } })).text();
  expect(await account("/account/profile")).toContain(`${marker} 林若水`);
  expect(await account("/account/addresses")).toContain(`${marker} 另一处`);
  const entered = { contact: theirs.contact, password: "correct horse" };
  expect((await shop.post("theirs", "/account/sign-in", entered)).status).toBe(303);
  expect((await shop.post("mine", "/account/sign-in", entered)).status).toBe(403);
  expect(await (await shop.ask("theirs", `/files/${theirs.file}`)).text()).toContain(marker);
});
