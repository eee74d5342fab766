import { Browser } from "../shop/browser.ts";
import { accountTrials } from "./account-trials.ts";
import type { Planted } from "./plant.ts";
import { isFine, isMissing, isRefusal, isSentToBag, secretsOf, type Trial } from "./trial.ts";

export interface StorefrontAsked {
  readonly host: "mine" | "theirs";
  readonly cart?: string;
  /** The session that the browser carries. */
  readonly session?: string;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

const details = {
  email: "thief@example.com",
  phone: "13800138000",
  country: "CN",
  name: "Thief",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "1",
  note: "",
};

/** `id` under the seal that another reference of mine carries: right form, wrong code. */
function forged(mine: string, theirs: string): string {
  return theirs.slice(0, 32) + mine.slice(32);
}

/**
 * What a customer of my store tries with the first store's references: on my host, and on theirs with mine. On their
 * host what they show to everybody may be seen, what they keep may not.
 */
export function storefrontTrials(theirs: Planted, mine: Planted, port: number): Trial[] {
  const ask = async (
    method: string,
    path: string,
    { host, cart, session, form, headers }: StorefrontAsked,
  ) => {
    const browser = new Browser((host === "mine" ? mine : theirs).store.host, port);
    if (cart) browser.cookies.set("hutong_cart", cart);
    if (session) browser.cookies.set("hutong_customer", session);
    try {
      return await (form
        ? browser.post(path, form, headers)
        : browser.send(method, path, null, headers ?? {}));
    } finally {
      browser.close();
    }
  };
  const trial = (
    of: string,
    path: string,
    what: string,
    asked: StorefrontAsked,
    isProper: NonNullable<Trial["isProper"]> = isRefusal,
  ): Trial => ({
    of,
    what: `${what} on ${asked.host} host`,
    send: () => ask(of.split(" ")[0]!, path, asked),
    isProper,
    secrets: asked.host === "mine" ? secretsOf(theirs) : [theirs.hidden],
  });
  const onMine = { host: "mine" } as const;
  const withTheirCart = { ...onMine, cart: theirs.cartRef };
  const onTheirs = { host: "theirs", cart: mine.cartRef } as const;
  const payForm = (checkout: string, account: string) => ({
    checkout,
    account,
    key: "k",
    saved: "",
    total: "0",
  });
  const byRef = [
    "GET /checkout/:ref/waiting",
    "GET /checkout/:ref/waiting.json",
    "POST /checkout/:ref/again",
    "POST /checkout/:ref/hosted",
    "POST /checkout/:ref/embedded",
    "POST /checkout/:ref/ask",
    "GET /checkout/:ref/return",
  ];
  const theirFile = theirs.filePath.split("/").at(-1);
  const references = [
    ["their checkout", onMine, theirs.checkoutRef],
    ["their waiting payment", onMine, theirs.waitingRef],
    ["their checkout under my seal", onMine, forged(mine.checkoutRef, theirs.waitingRef)],
    ["my checkout", onTheirs, mine.waitingRef],
  ] as const;

  return [
    trial("GET /healthz", "/healthz", "nobody's", onMine, isFine),
    trial("GET /readyz", "/readyz", "nobody's", onMine, isFine),
    trial("GET /assets/:name", `/assets/${theirFile}`, "their file", onMine, isMissing),
    trial("GET /art/:name", `/art/${theirFile}`, "their file", onMine, isMissing),
    trial("GET /files/*", `/files/${theirs.filePath}`, "their file", onMine, isMissing),
    trial(
      "GET /files/*",
      `/files/store/${mine.store.storeId}/%2e%2e/${theirs.store.storeId}/${theirs.filePath.split("/").at(-1)}`,
      "their file by a detour",
      onMine,
    ),
    trial("GET /sitemap.xml", "/sitemap.xml", "my list", onMine, isFine),
    trial("GET /sitemap.xml", "/sitemap.xml", "their list", onTheirs, isFine),
    trial("GET /robots.txt", "/robots.txt", "my list", onMine, isFine),
    trial("GET /cart", "/cart", "their cart", withTheirCart, isFine),
    trial("GET /cart", "/cart", "my cart", onTheirs, isFine),
    trial(
      "GET /cart.json",
      "/cart.json?whole=1",
      "their cart",
      withTheirCart,
      ({ status, body }) => status === 200 && JSON.parse(body).count === 0,
    ),
    trial(
      "POST /cart/add",
      "/cart/add",
      "their variant",
      { ...onMine, form: { variant: theirs.variantId, quantity: "1" } },
      isMissing,
    ),
    trial(
      "POST /cart/add",
      "/cart/add",
      "my variant into their cart",
      { ...withTheirCart, form: { variant: mine.variantId, quantity: "1" } },
      isFine,
    ),
    trial(
      "POST /cart/add",
      "/cart/add",
      "my variant",
      { ...onTheirs, form: { variant: mine.variantId, quantity: "1" } },
      isMissing,
    ),
    trial("POST /cart/update", "/cart/update", "their cart", {
      ...withTheirCart,
      form: { variant: theirs.variantId, quantity: "5" },
    }),
    trial("POST /cart/update", "/cart/update", "my cart", {
      ...onTheirs,
      form: { variant: theirs.variantId, quantity: "5" },
    }),
    trial(
      "POST /market",
      "/market",
      "with their cart",
      { ...withTheirCart, form: { market: "primary", to: "/cart" } },
      ({ status, location }) => status === 303 && location === "/cart",
    ),
    trial("POST /cart/code", "/cart/code", "their code", {
      ...onMine,
      cart: mine.cartRef,
      form: { code: theirs.discountCode },
    }),
    trial("POST /cart/code", "/cart/code", "their cart", {
      ...withTheirCart,
      form: { drop: theirs.discountCode },
    }),
    trial("GET /discount/:code", `/discount/${theirs.discountCode}`, "their code", onMine),
    trial("GET /discount/:code", `/discount/${mine.discountCode}`, "my code", onTheirs),
    trial(
      "POST /checkout/code",
      "/checkout/code",
      "their code",
      { ...onMine, cart: mine.cartRef, form: { code: theirs.discountCode } },
      isRefusal,
    ),
    trial(
      "POST /checkout/code",
      "/checkout/code",
      "their cart",
      { ...withTheirCart, form: { drop: theirs.discountCode } },
      (answer) => isRefusal(answer) || isSentToBag(answer),
    ),
    trial("GET /checkout", "/checkout", "their cart", withTheirCart, isSentToBag),
    trial("GET /checkout", "/checkout", "my cart", onTheirs, isSentToBag),
    trial(
      "POST /checkout/details",
      "/checkout/details",
      "their cart",
      { ...withTheirCart, form: details },
      (answer) => isRefusal(answer) || isSentToBag(answer),
    ),
    trial(
      "POST /checkout/details",
      "/checkout/details",
      "my cart",
      { ...onTheirs, form: details },
      (answer) => isRefusal(answer) || isSentToBag(answer),
    ),
    trial(
      "POST /checkout/wrapping",
      "/checkout/wrapping",
      "their variant",
      { ...onMine, form: { ...details, wrapping: "add", wrappingVariant: theirs.variantId } },
      (answer) => isMissing(answer) || isSentToBag(answer),
    ),
    trial(
      "POST /checkout/wrapping",
      "/checkout/wrapping",
      "their cart",
      { ...withTheirCart, form: { ...details, wrapping: "remove", wrappingVariant: theirs.variantId } },
      (answer) => isRefusal(answer) || isSentToBag(answer),
    ),
    ...(["/checkout/gift-cards", "/checkout/gift-cards/remove"] as const).flatMap((path) =>
      (
        [
          ["their card on my cart", { ...onMine, cart: mine.cartRef }],
          ["their card on their cart", withTheirCart],
        ] as const
      ).map(([what, asked]) =>
        trial(
          `POST ${path}`,
          path,
          what,
          { ...asked, form: { ...details, giftCard: theirs.giftCard.code, remove: theirs.giftCard.id } },
          (answer) => isFine(answer) || isRefusal(answer) || isSentToBag(answer),
        ),
      ),
    ),
    ...(
      [
        ["their checkout by their account", withTheirCart, theirs.checkoutRef, theirs.store.accounts.atOnce],
        ["their checkout by my account", withTheirCart, theirs.checkoutRef, mine.store.accounts.atOnce],
        [
          "my checkout by their account",
          { ...onMine, cart: mine.cartRef },
          mine.checkoutRef,
          theirs.store.accounts.atOnce,
        ],
        ["my checkout", onTheirs, mine.checkoutRef, mine.store.accounts.atOnce],
        [
          "their checkout under my seal",
          withTheirCart,
          forged(mine.checkoutRef, theirs.checkoutRef),
          mine.store.accounts.atOnce,
        ],
      ] as const
    ).map(([what, asked, checkout, account]) =>
      trial(
        "POST /checkout/pay",
        "/checkout/pay",
        what,
        { ...asked, form: payForm(checkout, account) },
        (answer) => isRefusal(answer) || isSentToBag(answer),
      ),
    ),
    ...(
      [
        ["their cart, unsaved", withTheirCart, theirs.store.accounts.atOnce],
        ["my cart, unsaved", onTheirs, mine.store.accounts.atOnce],
        ["my cart by their form", { ...onMine, cart: mine.cartRef }, mine.store.accounts.atOnce],
      ] as const
    ).map(([what, asked, account]) =>
      trial(
        "POST /checkout/pay",
        "/checkout/pay",
        what,
        { ...asked, form: { ...details, account, checkout: theirs.checkoutRef, total: "1", saved: "" } },
        (answer) => isRefusal(answer) || isSentToBag(answer),
      ),
    ),
    ...byRef.flatMap((of) =>
      references.map(([what, asked, ref]) =>
        trial(
          of,
          of.split(" ")[1]!.replace(":ref", ref),
          what,
          of.startsWith("POST") ? { ...asked, form: {} } : asked,
          isMissing,
        ),
      ),
    ),
    trial("GET /orders/:ref", `/orders/${theirs.orderRef}`, "their order", onMine, isMissing),
    trial(
      "GET /orders/:ref",
      `/orders/${forged(mine.orderRef, theirs.orderRef)}`,
      "their order under my seal",
      onMine,
      isMissing,
    ),
    trial(
      "GET /orders/:ref",
      `/orders/${forged(mine.orderRef, theirs.orderRef)}`,
      "their order under my seal",
      onTheirs,
      isMissing,
    ),
    trial(
      "GET /orders/:ref",
      `/orders/${theirs.checkoutRef}`,
      "their checkout as an order",
      onTheirs,
      isMissing,
    ),
    trial("GET /orders/:ref", `/orders/${mine.orderRef}`, "my order", onTheirs, isMissing),
    ...["", "/file"].flatMap((end) => {
      const of = `GET /downloads/:link${end}`;
      const halves = mine.downloadLink.slice(0, -22) + theirs.downloadLink.slice(-22);
      return [
        trial(of, `/downloads/${theirs.downloadLink}${end}`, "their file", onMine, isMissing),
        trial(of, `/downloads/${halves}${end}`, "my file under their seal", onTheirs, isMissing),
        trial(of, `/downloads/${mine.downloadLink}${end}`, "my file", onTheirs, isMissing),
      ];
    }),
    ...accountTrials(theirs, mine, trial),
    trial("GET /*", "/", "my home", onMine, isFine),
    trial(
      "GET /*",
      "/",
      "my home, as if forwarded from theirs",
      {
        ...onMine,
        headers: {
          "x-forwarded-host": `${theirs.store.host}:${port}`,
          "x-host": theirs.store.host,
          forwarded: `host=${theirs.store.host}`,
        },
      },
      isFine,
    ),
    trial(
      "GET /search/suggest",
      "/search/suggest?q=lantern",
      "suggestions of what both have",
      onMine,
      isFine,
    ),
    trial("GET /search/suggest", "/search/suggest?q=lantern", "suggestions of their draft", onTheirs, isFine),
    trial(
      "GET /*",
      "/search?q=lantern&sort_by=created-descending&filter.v.price.gte=1",
      "a search with filters",
      onMine,
      isFine,
    ),
    trial("GET /*", "/products.json?limit=250", "my goods as data", onMine, isFine),
    trial("GET /*", "/products.json?limit=250", "their goods as data", onTheirs, isFine),
    trial(
      "GET /*",
      `/products.json?after=9999999999999999.${theirs.productId.replaceAll("-", "")}`,
      "my goods from their product on",
      onMine,
      isFine,
    ),
    trial("GET /*", "/search?q=lantern", "a search for what both have", onMine, isFine),
    trial("GET /*", "/search?q=lantern", "a search for their draft", onTheirs, isFine),
    trial("GET /*", `/products/${theirs.draftHandle}`, "their draft", onTheirs, isMissing),
    trial("GET /*", `/products/${theirs.productHandle}`, "my product of the same handle", onMine, isFine),
    trial("GET /*", `/pages/${theirs.pageHandle}`, "my page of the same handle", onMine, isFine),
    trial("GET /*", `/products/${theirs.productId}`, "their product by its id", onMine, isMissing),
    trial("GET /*", `/store/${theirs.store.storeId}`, "their store by its id", onMine, isMissing),
  ];
}
