import { type Answer, Browser } from "../shop/browser.ts";
import { billDay, type Planted } from "./plant.ts";
import { byId } from "./procedures-by-id.ts";
import { isFine, isMissing, isRefusal, secretsOf, type Trial } from "./trial.ts";

/** Asks the dashboard's procedures as whoever holds this session (null: nobody). */
export function dashboardAsker(port: number, session: string | null) {
  return async (path: string, isMutation: boolean, input: object): Promise<Answer> => {
    const browser = dashboardBrowser(port, session);
    const json = JSON.stringify({ json: input });
    try {
      return isMutation
        ? await browser.send("POST", `/api/trpc/${path}`, json, {
            "content-type": "application/json",
            origin: `http://localhost:${port}`,
          })
        : await browser.get(`/api/trpc/${path}?input=${encodeURIComponent(json)}`);
    } finally {
      browser.close();
    }
  };
}

export function dashboardBrowser(port: number, session: string | null): Browser {
  const browser = new Browser("localhost", port);
  if (session) browser.cookies.set("hutong-session", session);
  return browser;
}

type Inputs = (given: { store: string; of: Planted }) => object;

const zone = {
  ...{ marketId: "", name: "Stolen", kind: "shipping" },
  ...{ places: [{ country: "*" }], surcharges: [], rates: [] },
};
const market = {
  ...{ name: { en: "Stolen" }, countries: ["NZ"], rate: "2", locales: [] },
  ...{ isTaxIncluded: true, taxBasisPoints: 0 },
};
const priceList = { name: "Stolen", kind: "market", prices: "" };
const makers = { name: "Stolen", fields: [{ key: "name", type: "single_line_text_field" }] };
const location = { name: "Stolen", isPickup: false, address: null, hours: {} };
const rules = { match: "any", conditions: [{ field: "title", relation: "contains", value: "lantern" }] };
const discount = {
  name: { en: "Stolen" },
  method: "code",
  class: "order",
  value: { kind: "percentage", basisPoints: 1000 },
  targets: "all",
  minimum: null,
  combines: [],
  markets: null,
  isFirstOrderOnly: false,
  startsAt: "2026-01-01T00:00:00Z",
  endsAt: null,
  mostUses: null,
  mostPerCustomer: null,
};
const germany = {
  ...{ isIncluded: true, rounding: "order", shipping: "as-goods", shippingClass: null },
  rates: [{ name: "Stolen", taxClass: "standard", basisPoints: 1900 }],
};
const adjustment = ({ variantId, locationId }: Planted) => ({
  changes: [{ variantId, locationId, from: null, to: "available", quantity: 1 }],
  ...{ reason: "received", key: "stolen" },
});
const product = { version: 1, title: "Stolen", stock: [] };
const view = { name: "Stolen", isShared: true, query: {} };

/**
 * What each procedure of a store is asked: `store` is whose door is knocked on, `of` whose ids are named. A procedure
 * that is not here has no trial, and the proof fails.
 */
const inStore: Readonly<Record<string, Inputs>> = {
  "stores.frame": ({ store }) => ({ store }),
  "stores.settings": ({ store }) => ({ store }),
  "stores.update": ({ store }) => ({ store, timezone: "Europe/Paris" }),
  "home.today": ({ store }) => ({ store }),
  "home.left": ({ store }) => ({ store }),
  "orders.list": ({ store }) => ({ store, query: "" }),
  "customers.list": ({ store }) => ({ store, query: "" }),
  "customers.get": ({ store, of }) => ({ store, id: of.customer.id }),
  "customers.saveNote": ({ store, of }) => ({ store, id: of.customer.id, note: "Stolen" }),
  "customers.export": ({ store, of }) => ({ store, id: of.customer.id }),
  "customers.erase": ({ store, of }) => ({ store, id: of.customer.id }),
  "customers.leftCheckouts": ({ store }) => ({ store }),
  "customers.writeLetter": ({ store, of }) => ({ store, id: of.checkoutId }),
  "orders.get": ({ store, of }) => ({ store, id: of.orderId }),
  "orders.fulfil": ({ store, of }) => ({
    store,
    id: of.orderId,
    lines: [{ lineId: of.orderLineId, quantity: 1 }],
  }),
  "orders.markPaid": ({ store, of }) => ({ store, id: of.orderId }),
  "orders.capture": ({ store, of }) => ({ store, id: of.orderId, amount: 1 }),
  "orders.cancel": ({ store, of }) => ({ store, id: of.orderId }),
  "products.list": ({ store }) => ({ store, query: "lantern" }),
  "products.get": ({ store, of }) => ({ store, id: of.draftId }),
  "products.form": ({ store, of }) => ({ store, id: of.draftId }),
  "products.save": ({ store, of }) => ({ store, id: of.productId, ...product }),
  "products.sheet": ({ store, of }) => ({ store, ids: [of.productId, of.draftId] }),
  "products.saveSheet": ({ store, of }) => ({ store, products: [{ id: of.productId, ...product }] }),
  "products.duplicateSkus": ({ store, of }) => ({ store, productIds: [of.productId, of.draftId], skus: [] }),
  "products.putPurchaseRules": ({ store, of }) => ({
    store,
    productId: of.productId,
    fields: [],
    quantity: null,
  }),
  "products.create": ({ store }) => ({
    ...{
      store,
      title: "New",
      subtitle: "",
      status: "draft",
      added: [{ price: 100 }],
      addedStock: [{ index: 0, available: 1, mayOversell: false }],
    },
  }),
  "pictures.list": ({ store, of }) => ({ store, productId: of.productId }),
  "pictures.save": ({ store, of }) => ({ store, productId: of.productId, known: [], pictures: [] }),
  "pictures.setFocus": ({ store, of }) => ({ store, fileId: of.fileId, focus: null }),
  "pictures.retry": ({ store, of }) => ({ store, fileId: of.fileId }),
  "bundles.list": ({ store, of }) => ({ store, productId: of.productId }),
  "bundles.put": ({ store, of }) => ({ store, variantId: of.variantId, parts: [] }),
  "digital.list": ({ store, of }) => ({ store, productId: of.productId }),
  "digital.create": ({ store, of }) => ({
    ...{ store, productId: of.productId, name: "stolen.pdf", bytes: 10, variantIds: [of.variantId] },
  }),
  "digital.assign": ({ store, of }) => ({
    ...{ store, productId: of.productId, fileId: of.productId, variantIds: [of.variantId] },
  }),
  "digital.putTerms": ({ store, of }) => ({ store, productId: of.productId, downloads: 1, days: 1 }),
  "orders.changeDownloads": ({ store, of }) => ({ store, id: of.orderId, action: "renew" }),
  "productList.choices": ({ store }) => ({ store }),
  "productList.count": ({ store }) => ({ store, query: "lantern" }),
  "productList.views": ({ store }) => ({ store }),
  "productList.saveView": ({ store, of }) => ({ store, id: of.viewId, ...view }),
  "productList.removeView": ({ store, of }) => ({ store, id: of.viewId }),
  "productList.edit": ({ store, of }) => ({
    store,
    edit: { ids: [of.draftId], action: { kind: "add-tags", tags: ["Stolen"] } },
  }),
  "productList.getEdit": ({ store, of }) => ({ store, id: of.editId }),
  "productList.cancelEdit": ({ store, of }) => ({ store, id: of.editId }),
  "productList.undoEdit": ({ store, of }) => ({ store, id: of.editId }),
  "imports.list": ({ store }) => ({ store }),
  "imports.get": ({ store, of }) => ({ store, id: of.importId }),
  "imports.notes": ({ store, of }) => ({ store, id: of.importId }),
  "imports.create": ({ store }) => ({ store, fileName: "stolen.csv", bytes: 10, isDryRun: true }),
  "imports.carryOut": ({ store, of }) => ({ store, id: of.importId }),
  "imports.cancel": ({ store, of }) => ({ store, id: of.importId }),
  "imports.undo": ({ store, of }) => ({ store, id: of.importId }),
  "orders.payments": ({ store, of }) => ({ store, id: of.orderId }),
  "orders.refund": ({ store, of }) => ({ store, id: of.orderId, amount: 1, key: "stolen" }),
  "orders.issueInvoice": ({ store, of }) => ({ store, id: of.orderId, number: "1", issuedOn: "2026-11-28" }),
  "orders.disputes": ({ store }) => ({ store }),
  "orders.waitingRefunds": ({ store }) => ({ store }),
  "orders.retryRefund": ({ store, of }) => ({ store, id: of.orderId }),
  "discounts.list": ({ store }) => ({ store }),
  "discounts.get": ({ store, of }) => ({ store, id: of.discountId }),
  "discounts.languages": ({ store }) => ({ store }),
  "discounts.goods": ({ store }) => ({ store, query: "lantern" }),
  "discounts.create": ({ store, of }) => ({ store, discount: { ...discount, codes: [of.discountCode] } }),
  "discounts.update": ({ store, of }) => ({ store, id: of.discountId, discount }),
  "discounts.addCodes": ({ store, of }) => ({ store, discountId: of.discountId, count: 1, mostUses: 1 }),
  "discounts.try": ({ store, of }) => ({
    ...{ store, lines: [{ variantId: of.variantId, quantity: 1 }], code: of.discountCode },
    ...{ draft: null, draftId: of.discountId },
  }),
  "discounts.end": ({ store, of }) => ({ store, id: of.discountId }),
  "discounts.remove": ({ store, of }) => ({ store, id: of.discountId }),
  "payments.providers": ({ store }) => ({ store }),
  "payments.accounts": ({ store }) => ({ store }),
  "payments.account": ({ store, of }) => ({ store, id: of.store.accounts.byPage }),
  "payments.save": ({ store, of }) => ({
    ...{ store, id: of.store.accounts.byPage, provider: "manual", title: { en: "Stolen" } },
    credentials: { instructions: { en: "Stolen" } },
  }),
  "payments.check": ({ store, of }) => ({ store, id: of.store.accounts.byPage }),
  "payments.onboard": ({ store }) => ({ store, provider: "stripe", title: { en: "Trial" } }),
  "payments.resumeOnboarding": ({ store, of }) => ({ store, id: of.store.accounts.byPage }),
  "payments.switch": ({ store, of }) => ({ store, id: of.store.accounts.byPage, isEnabled: false }),
  "payments.arrange": ({ store, of }) => ({ store, ids: [of.store.accounts.byPage] }),
  "payments.remove": ({ store, of }) => ({ store, id: of.store.accounts.byPage }),
  "payments.confirmRefund": ({ store, of }) => ({ store, id: of.orderId }),
  "payments.closeFailedRefund": ({ store, of }) => ({ store, id: of.orderId }),
  "payments.losses": ({ store }) => ({ store, days: 30 }),
  "payments.tries": ({ store, of }) => ({ store, checkoutId: of.checkoutId }),
  "payments.cases": ({ store }) => ({ store }),
  "payments.resolveCase": ({ store, of }) => ({ store, id: of.orderId, action: "keep" }),
  "settlement.bills": ({ store }) => ({ store }),
  "settlement.bill": ({ store, of }) => ({ store, accountId: of.store.accounts.byPage, day: billDay }),
  "settlement.compare": ({ store, of }) => ({ store, accountId: of.store.accounts.byPage, day: billDay }),
  "settlement.resolve": ({ store, of }) => ({ store, id: of.differenceId, note: "Stolen" }),
  "giftCards.list": ({ store }) => ({ store }),
  "giftCards.get": ({ store, of }) => ({ store, id: of.giftCard.id }),
  "giftCards.issue": ({ store }) => ({ store, amount: 100, key: "stolen" }),
  "giftCards.adjust": ({ store, of }) => ({
    store,
    id: of.giftCard.id,
    amount: 1,
    reason: "Stolen",
    key: "stolen",
  }),
  "giftCards.switch": ({ store, of }) => ({ store, id: of.giftCard.id, isEnabled: false }),
  "collections.list": ({ store }) => ({ store }),
  "collections.get": ({ store, of }) => ({ store, id: of.collectionId }),
  "collections.members": ({ store, of }) => ({ store, id: of.collectionId }),
  "collections.goods": ({ store }) => ({ store, query: "lantern" }),
  "collections.preview": ({ store }) => ({ store, rules }),
  "collections.save": ({ store, of }) => ({
    ...{ store, id: of.collectionId, title: "Stolen", sort: "newest", rules },
  }),
  "collections.place": ({ store, of }) => ({ store, id: of.collectionId, add: [of.draftId] }),
  "collections.remove": ({ store, of }) => ({ store, id: of.collectionId }),
  "search.synonyms": ({ store }) => ({ store }),
  "search.saveSynonyms": ({ store, of }) => ({ store, id: of.synonymsId, words: ["stolen", "偷"] }),
  "search.removeSynonyms": ({ store, of }) => ({ store, id: of.synonymsId }),
  "metafields.definitions": ({ store }) => ({ store }),
  "metafields.define": ({ store }) => ({
    ...{ store, ownerType: "PRODUCT", key: "stolen", name: "Stolen", type: "single_line_text_field" },
  }),
  "metafields.change": ({ store, of }) => ({ store, id: of.metafieldId, name: "Stolen" }),
  "metafields.remove": ({ store, of }) => ({ store, id: of.metafieldId, values: "remove" }),
  "metafields.kinds": ({ store }) => ({ store }),
  "metafields.entries": ({ store, of }) => ({ store, definitionId: of.makersId }),
  "metafields.kind": ({ store, of }) => ({ store, id: of.makersId }),
  "metafields.defineKind": ({ store }) => ({ store, ...makers, type: "stolen" }),
  "metafields.changeKind": ({ store, of }) => ({ store, ...makers, id: of.makersId }),
  "metafields.removeKind": ({ store, of }) => ({ store, id: of.makersId, withEntries: true }),
  "metafields.entry": ({ store, of }) => ({ store, id: of.makerId }),
  "metafields.saveEntry": ({ store, of }) => ({
    ...{ store, id: of.makerId, definitionId: of.makersId },
    fields: [{ key: "name", value: "stolen" }],
  }),
  "metafields.removeEntry": ({ store, of }) => ({ store, id: of.makerId }),
  "metafields.owner": ({ store, of }) => ({ store, ownerType: "PRODUCT", ownerId: of.draftId }),
  "metafields.set": ({ store, of }) => ({
    ...{ store, ownerType: "PRODUCT", ownerId: of.draftId },
    values: [{ namespace: "custom", key: "hidden", value: "stolen" }],
  }),
  "taxes.get": ({ store }) => ({ store }),
  "taxes.save": ({ store }) => ({
    ...{ store, isTaxIncluded: true, taxBasisPoints: 0, invoices: "by-country", classes: [] },
  }),
  "taxes.saveCountry": ({ store }) => ({ store, country: "DE", ...germany }),
  "taxes.removeCountry": ({ store }) => ({ store, country: "DE" }),
  "markets.list": ({ store }) => ({ store }),
  "markets.samples": ({ store }) => ({ store }),
  "markets.create": ({ store }) => ({ store, ...market, currency: "NZD" }),
  "markets.update": ({ store, of }) => ({ store, ...market, id: of.marketId, isOpen: true }),
  "markets.lists": ({ store }) => ({ store }),
  "markets.priceList": ({ store, of }) => ({ store, id: of.priceListId }),
  "markets.putList": ({ store, of }) => ({ store, id: of.priceListId, marketId: of.marketId, ...priceList }),
  "markets.removeList": ({ store, of }) => ({ store, id: of.priceListId }),
  "markets.groups": ({ store }) => ({ store }),
  "markets.putGroup": ({ store, of }) => ({ store, id: of.groupId, name: "Stolen" }),
  "markets.removeGroup": ({ store, of }) => ({ store, id: of.groupId }),
  "customers.setGroup": ({ store, of }) => ({ store, id: of.customer.id, groupId: of.groupId }),
  "shipping.zones": ({ store }) => ({ store }),
  "shipping.putZone": ({ store, of }) => ({ store, id: of.zoneId, ...zone }),
  "shipping.removeZone": ({ store, of }) => ({ store, id: of.zoneId }),
  "shipping.arrangeZones": ({ store, of }) => ({ store, ids: [of.zoneId] }),
  "shipping.wrapping": ({ store }) => ({ store }),
  "shipping.putWrapping": ({ store, of }) => ({ store, variantId: of.variantId }),
  "shipping.locations": ({ store }) => ({ store }),
  "shipping.updateLocation": ({ store, of }) => ({ store, id: of.locationId, ...location }),
  "locations.list": ({ store }) => ({ store }),
  "locations.create": ({ store }) => ({ store, name: "Stolen" }),
  "locations.close": ({ store, of }) => ({ store, id: of.locationId }),
  "locations.reopen": ({ store, of }) => ({ store, id: of.locationId }),
  "locations.makeDefault": ({ store, of }) => ({ store, id: of.locationId }),
  "inventory.list": ({ store, of }) => ({ store, locationId: of.locationId }),
  "inventory.variant": ({ store, of }) => ({ store, id: of.variantId }),
  "inventory.movements": ({ store, of }) => ({ store, variantId: of.variantId }),
  "inventory.adjust": ({ store, of }) => ({ store, ...adjustment(of) }),
  "inventory.track": ({ store, of }) => ({
    store,
    variantId: of.variantId,
    locationId: of.locationId,
    available: 1,
  }),
  "inventory.setLow": ({ store, of }) => ({
    store,
    variantId: of.variantId,
    locationId: of.locationId,
    lowAt: 1,
  }),
  "inventory.consignments": ({ store }) => ({ store, kind: "purchase" }),
  "inventory.consignment": ({ store, of }) => ({ store, id: of.consignmentId }),
  "inventory.saveConsignment": ({ store, of }) => ({
    ...{ store, id: of.consignmentId, kind: "purchase", toLocationId: of.locationId, supplier: "Stolen" },
    lines: [{ variantId: of.variantId, quantity: 1 }],
  }),
  "inventory.sendConsignment": ({ store, of }) => ({ store, id: of.consignmentId }),
  "inventory.receiveConsignment": ({ store, of }) => ({
    ...{ store, id: of.consignmentId, key: "stolen" },
    lines: [{ variantId: of.variantId, quantity: 1 }],
  }),
  "inventory.closeConsignment": ({ store, of }) => ({ store, id: of.consignmentId }),
  "inventory.counts": ({ store }) => ({ store }),
  "inventory.count": ({ store, of }) => ({ store, id: of.countId }),
  "inventory.beginCount": ({ store, of }) => ({ store, locationId: of.locationId }),
  "inventory.enterCount": ({ store, of }) => ({ store, id: of.countId, variantId: of.variantId, counted: 1 }),
  "inventory.removeCountLine": ({ store, of }) => ({ store, id: of.countId, variantId: of.variantId }),
  "inventory.commitCount": ({ store, of }) => ({ store, id: of.countId }),
  "inventory.cancelCount": ({ store, of }) => ({ store, id: of.countId }),
  "members.list": ({ store }) => ({ store }),
  "members.add": ({ store }) => ({ store, email: "nobody@example.com", role: "staff" }),
  "members.changeRole": ({ store, of }) => ({ store, userId: of.ownerId, role: "staff" }),
  "members.remove": ({ store, of }) => ({ store, userId: of.ownerId }),
};

/** The procedures that belong to no store, and what may come of them when somebody else's address is named. */
function aside(
  theirs: Planted,
): readonly (readonly [path: string, input: object, isProper: Trial["isProper"]])[] {
  const token = "A".repeat(43);
  const email = theirs.store.owner.email;
  return [
    ["people.me", {}, isFine],
    [
      "people.signUp",
      { name: "Thief", email, password: "long enough", locale: "en" },
      (answer) => isFine(answer) || isRefusal(answer),
    ],
    ["people.verifyEmail", { token }, isRefusal],
    ["people.requestPasswordReset", { email }, isFine],
    ["people.resetPassword", { token, password: "long enough" }, isRefusal],
    ["people.resendVerification", {}, (answer) => isFine(answer) || isRefusal(answer)],
    ["people.update", { locale: "en" }, isFine],
    ["stores.mine", {}, isFine],
    ["stores.checkHandle", { handle: theirs.store.handle }, (answer) => isFine(answer) || isRefusal(answer)],
    [
      "stores.create",
      {
        name: "Same",
        handle: theirs.store.handle,
        country: "CN",
        currency: "CNY",
        locale: "en",
        timezone: "",
        isTest: true,
      },
      isRefusal,
    ],
    // Ends my session, so it comes last.
    ["people.signOutEverywhere", {}, isFine],
  ];
}

/** What the owner of my store tries with every procedure of the dashboard. */
export function procedureTrials(
  theirs: Planted,
  mine: Planted,
  port: number,
  session: string,
  list: readonly { path: string; isMutation: boolean }[],
): Trial[] {
  const kinds = new Map(list.map(({ path, isMutation }) => [path, isMutation]));
  const trial = (
    path: string,
    what: string,
    input: object,
    isProper: Trial["isProper"],
    as: string | null = session,
  ): Trial => ({
    of: path,
    what,
    send: () => dashboardAsker(port, as)(path, kinds.get(path) ?? false, input),
    ...(isProper ? { isProper } : {}),
    secrets: secretsOf(theirs),
  });
  const isSignedOut = ({ status }: Answer) => status === 401;
  return [
    ...Object.entries(inStore).flatMap(([path, inputs]) => {
      const atTheirs = inputs({ store: theirs.store.handle, of: theirs });
      const atMine = inputs({ store: mine.store.handle, of: theirs });
      return [
        trial(path, "at their door", atTheirs, isMissing),
        trial(path, "at their door, signed out", atTheirs, isSignedOut, null),
        trial(
          path,
          "at my door with their ids",
          atMine,
          byId.includes(path) ? isMissing : (one) => isFine(one) || isRefusal(one),
        ),
      ];
    }),
    ...aside(theirs).map(([path, input, isProper]) => trial(path, "naming them", input, isProper)),
  ];
}
