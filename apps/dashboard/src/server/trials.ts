/** Things of one store, by their ids: what a stranger would try. */
export interface TrialIds {
  readonly store: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly productId: string;
  readonly productVersion: number;
  readonly variantId: string;
  readonly memberId: string;
  /** A payment that waits for a person; any id while there is none. */
  readonly paymentCaseId: string;
  readonly paymentAccountId: string;
  readonly refundId: string;
  readonly checkoutId: string;
  readonly marketId: string;
  readonly priceListId: string;
  readonly groupId: string;
  readonly zoneId: string;
  readonly synonymsId: string;
  readonly metafieldId: string;
  /** A kind of the store's own records, and an entry of it. */
  readonly kindId: string;
  readonly entryId: string;
  readonly collectionId: string;
  readonly locationId: string;
  /** A draft of a purchase order, and a count that is going on. */
  readonly consignmentId: string;
  readonly countId: string;
  readonly discountId: string;
  /** An account, the day of a bill of its, and a difference that waits for a person. */
  readonly accountId: string;
  readonly billDay: string;
  readonly differenceId: string;
  readonly giftCardId: string;
  readonly customerId: string;
  readonly importId: string;
  readonly viewId: string;
  readonly editId: string;
}

/** A field of products, as a form sends it. */
export const metafield = {
  ownerType: "PRODUCT",
  key: "kept",
  name: "Kept",
  type: "single_line_text_field",
} as const;
/** A kind of records, as its form sends it. */
export const kind = {
  type: "kept",
  name: "Kept",
  fields: [{ key: "name", type: "single_line_text_field" as const }],
};
const zone = {
  marketId: "",
  name: "Trial",
  kind: "shipping",
  places: [{ country: "*" }],
  surcharges: [],
  rates: [],
};
const market = {
  name: { en: "Trial" },
  countries: ["NZ"],
  rate: "2",
  locales: [],
  isTaxIncluded: true,
  taxBasisPoints: 0,
};
const trialRules = { match: "all", conditions: [{ field: "vendor", relation: "equals", value: "Trial" }] };
export const priceList = { name: "Trial", kind: "market", prices: "" } as const;
const view = { name: "Trial", isShared: true, query: { status: "draft" } };
/** An action on a product, as the list sends it. */
export const editOf = (id: string) => ({ ids: [id], action: { kind: "add-tags" as const, tags: ["Trial"] } });
const location = { name: "Trial", isPickup: false, address: null, hours: {} };
/** A discount by code, as a form sends it. */
export const trialDiscount = {
  name: { en: "Trial" },
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
  codes: ["TRIAL-CODE"],
} as const;

type Trial = (ids: TrialIds) => Readonly<Record<string, unknown>>;

/**
 * For every procedure of a store, an input that would work for its own owner. The proof of isolation sends each with
 * another store's ids; a test fails when a procedure of the router is missing here.
 */
export const storeTrials: Readonly<Record<string, Trial>> = {
  "stores.frame": ({ store }) => ({ store }),
  "stores.settings": ({ store }) => ({ store }),
  "stores.update": ({ store }) => ({ store, contactEmail: "trial@example.com" }),
  "home.today": ({ store }) => ({ store }),
  "home.left": ({ store }) => ({ store }),
  "orders.list": ({ store }) => ({ store, tab: "all" }),
  "orders.get": ({ store, orderId }) => ({ store, id: orderId }),
  "orders.fulfil": ({ store, orderId, orderLineId }) => ({
    store,
    id: orderId,
    lines: [{ lineId: orderLineId, quantity: 1 }],
    carrier: "",
    trackingNumber: "",
  }),
  "orders.markPaid": ({ store, orderId }) => ({ store, id: orderId }),
  "orders.capture": ({ store, orderId }) => ({ store, id: orderId, amount: 1 }),
  "orders.cancel": ({ store, orderId }) => ({ store, id: orderId }),
  "customers.list": ({ store }) => ({ store }),
  "customers.get": ({ store, customerId }) => ({ store, id: customerId }),
  "customers.saveNote": ({ store, customerId }) => ({ store, id: customerId, note: "Trial" }),
  "customers.export": ({ store, customerId }) => ({ store, id: customerId }),
  "customers.erase": ({ store, customerId }) => ({ store, id: customerId }),
  "customers.leftCheckouts": ({ store }) => ({ store }),
  "customers.writeLetter": ({ store, checkoutId }) => ({ store, id: checkoutId }),
  "products.list": ({ store }) => ({ store }),
  "products.get": ({ store, productId }) => ({ store, id: productId }),
  "products.form": ({ store, productId }) => ({ store, id: productId }),
  "products.save": ({ store, productId, productVersion, variantId }) => ({
    store,
    id: productId,
    version: productVersion,
    variants: [{ id: variantId, price: 1 }],
    stock: [{ variantId, available: 1 }],
  }),
  "products.sheet": ({ store, productId }) => ({ store, ids: [productId] }),
  "products.saveSheet": ({ store, productId, productVersion }) => ({
    store,
    products: [{ id: productId, version: productVersion, title: "Trial" }],
  }),
  "products.duplicateSkus": ({ store, productId }) => ({ store, productIds: [productId], skus: [] }),
  "products.putPurchaseRules": ({ store, productId }) => ({ store, productId, fields: [], quantity: null }),
  "products.create": ({ store }) => ({
    store,
    title: "Trial",
    subtitle: "",
    status: "draft",
    added: [{ price: 1 }],
    addedStock: [{ index: 0, available: 1, mayOversell: false }],
  }),
  "collections.list": ({ store }) => ({ store }),
  "collections.get": ({ store, collectionId }) => ({ store, id: collectionId }),
  "collections.members": ({ store, collectionId }) => ({ store, id: collectionId }),
  "collections.goods": ({ store }) => ({ store, query: "" }),
  "collections.preview": ({ store }) => ({ store, rules: trialRules }),
  "collections.save": ({ store, collectionId }) => ({
    ...{ store, id: collectionId, title: "Trial", sort: "newest", rules: trialRules },
  }),
  "collections.place": ({ store, collectionId, productId }) => ({
    ...{ store, id: collectionId, add: [productId] },
  }),
  "collections.remove": ({ store, collectionId }) => ({ store, id: collectionId }),
  "pictures.list": ({ store, productId }) => ({ store, productId }),
  "pictures.save": ({ store, productId }) => ({ store, productId, known: [], pictures: [] }),
  "pictures.setFocus": ({ store, productId }) => ({ store, fileId: productId, focus: null }),
  "pictures.retry": ({ store, productId }) => ({ store, fileId: productId }),
  "bundles.list": ({ store, productId }) => ({ store, productId }),
  "bundles.put": ({ store, variantId }) => ({ store, variantId, parts: [] }),
  "digital.list": ({ store, productId }) => ({ store, productId }),
  "digital.create": ({ store, productId, variantId }) => ({
    ...{ store, productId, name: "trial.pdf", bytes: 10, variantIds: [variantId] },
  }),
  "digital.assign": ({ store, productId }) => ({ store, productId, fileId: productId, variantIds: [] }),
  "digital.putTerms": ({ store, productId }) => ({ store, productId, downloads: 3, days: 9 }),
  "orders.changeDownloads": ({ store, orderId }) => ({ store, id: orderId, action: "send" as const }),
  "productList.choices": ({ store }) => ({ store }),
  "productList.count": ({ store }) => ({ store }),
  "productList.views": ({ store }) => ({ store }),
  "productList.saveView": ({ store, viewId }) => ({ store, id: viewId, ...view }),
  "productList.removeView": ({ store, viewId }) => ({ store, id: viewId }),
  "productList.edit": ({ store, productId }) => ({ store, edit: editOf(productId) }),
  "productList.getEdit": ({ store, editId }) => ({ store, id: editId }),
  "productList.cancelEdit": ({ store, editId }) => ({ store, id: editId }),
  "productList.undoEdit": ({ store, editId }) => ({ store, id: editId }),
  "imports.list": ({ store }) => ({ store }),
  "imports.get": ({ store, importId }) => ({ store, id: importId }),
  "imports.notes": ({ store, importId }) => ({ store, id: importId }),
  "imports.create": ({ store }) => ({ store, fileName: "trial.csv", bytes: 10, isDryRun: true }),
  "imports.carryOut": ({ store, importId }) => ({ store, id: importId }),
  "imports.cancel": ({ store, importId }) => ({ store, id: importId }),
  "imports.undo": ({ store, importId }) => ({ store, id: importId }),
  "orders.issueInvoice": ({ store, orderId }) => ({
    store,
    id: orderId,
    number: "1",
    issuedOn: "2026-11-28",
  }),
  "orders.payments": ({ store, orderId }) => ({ store, id: orderId }),
  "orders.refund": ({ store, orderId }) => ({ store, id: orderId, amount: 1, key: "trial" }),
  "orders.disputes": ({ store }) => ({ store }),
  "orders.waitingRefunds": ({ store }) => ({ store }),
  "orders.retryRefund": ({ store, refundId }) => ({ store, id: refundId }),
  "discounts.list": ({ store }) => ({ store }),
  "discounts.get": ({ store, discountId }) => ({ store, id: discountId }),
  "discounts.languages": ({ store }) => ({ store }),
  "discounts.goods": ({ store }) => ({ store, query: "" }),
  "discounts.create": ({ store }) => ({ store, discount: trialDiscount }),
  "discounts.update": ({ store, discountId }) => ({ store, id: discountId, discount: trialDiscount }),
  "discounts.addCodes": ({ store, discountId }) => ({ store, discountId, count: 2, mostUses: 1 }),
  "discounts.try": ({ store, variantId, discountId }) => ({
    store,
    lines: [{ variantId, quantity: 1 }],
    code: "TRIAL",
    draft: null,
    draftId: discountId,
  }),
  "discounts.end": ({ store, discountId }) => ({ store, id: discountId }),
  "discounts.remove": ({ store, discountId }) => ({ store, id: discountId }),
  "payments.providers": ({ store }) => ({ store }),
  "payments.accounts": ({ store }) => ({ store }),
  "payments.account": ({ store, paymentAccountId }) => ({ store, id: paymentAccountId }),
  "payments.save": ({ store, paymentAccountId }) => ({
    store,
    id: paymentAccountId,
    provider: "manual",
    title: { en: "Trial" },
    credentials: { instructions: { en: "Trial" } },
  }),
  "payments.check": ({ store, paymentAccountId }) => ({ store, id: paymentAccountId }),
  "payments.onboard": ({ store }) => ({ store, provider: "stripe", title: { en: "Trial" } }),
  "payments.resumeOnboarding": ({ store, paymentAccountId }) => ({ store, id: paymentAccountId }),
  "payments.switch": ({ store, paymentAccountId }) => ({ store, id: paymentAccountId, isEnabled: false }),
  "payments.arrange": ({ store, paymentAccountId }) => ({ store, ids: [paymentAccountId] }),
  "payments.remove": ({ store, paymentAccountId }) => ({ store, id: paymentAccountId }),
  "payments.closeFailedRefund": ({ store, refundId }) => ({ store, id: refundId }),
  "payments.confirmRefund": ({ store, refundId }) => ({ store, id: refundId }),
  "payments.losses": ({ store }) => ({ store, days: 30 }),
  "payments.tries": ({ store, checkoutId }) => ({ store, checkoutId }),
  "payments.cases": ({ store }) => ({ store }),
  "payments.resolveCase": ({ store, paymentCaseId }) => ({ store, id: paymentCaseId, action: "keep" }),
  "search.synonyms": ({ store }) => ({ store }),
  "search.saveSynonyms": ({ store, synonymsId }) => ({ store, id: synonymsId, words: ["trial", "试"] }),
  "search.removeSynonyms": ({ store, synonymsId }) => ({ store, id: synonymsId }),
  "metafields.definitions": ({ store }) => ({ store }),
  "metafields.define": ({ store }) => ({ store, ...metafield, key: "trial" }),
  "metafields.change": ({ store, metafieldId }) => ({ store, id: metafieldId, name: "Trial" }),
  "metafields.remove": ({ store, metafieldId }) => ({ store, id: metafieldId, values: "remove" }),
  "metafields.kinds": ({ store }) => ({ store }),
  "metafields.entries": ({ store, kindId }) => ({ store, definitionId: kindId }),
  "metafields.kind": ({ store, kindId }) => ({ store, id: kindId }),
  "metafields.defineKind": ({ store }) => ({ store, ...kind, type: "trial" }),
  "metafields.changeKind": ({ store, kindId }) => ({ store, ...kind, id: kindId, name: "Trial" }),
  "metafields.removeKind": ({ store, kindId }) => ({ store, id: kindId, withEntries: true }),
  "metafields.entry": ({ store, entryId }) => ({ store, id: entryId }),
  "metafields.saveEntry": ({ store, kindId, entryId }) => ({
    ...{ store, id: entryId, definitionId: kindId },
    fields: [{ key: "name", value: "Trial" }],
  }),
  "metafields.removeEntry": ({ store, entryId }) => ({ store, id: entryId }),
  "metafields.owner": ({ store, productId }) => ({ store, ownerType: "PRODUCT", ownerId: productId }),
  "metafields.set": ({ store, productId }) => ({
    ...{ store, ownerType: "PRODUCT", ownerId: productId },
    values: [{ namespace: "custom", key: "kept", value: "Trial" }],
  }),
  "taxes.get": ({ store }) => ({ store }),
  "taxes.save": ({ store }) => ({
    store,
    isTaxIncluded: true,
    taxBasisPoints: 0,
    invoices: "by-country",
    classes: [],
  }),
  "taxes.saveCountry": ({ store }) => ({
    store,
    country: "DE",
    isIncluded: true,
    rounding: "order",
    shipping: "as-goods",
    shippingClass: null,
    rates: [{ name: "VAT", taxClass: "standard", basisPoints: 1900 }],
  }),
  "taxes.removeCountry": ({ store }) => ({ store, country: "DE" }),
  "settlement.bills": ({ store }) => ({ store }),
  "settlement.bill": ({ store, accountId, billDay }) => ({ store, accountId, day: billDay }),
  "settlement.compare": ({ store, accountId, billDay }) => ({ store, accountId, day: billDay }),
  "settlement.resolve": ({ store, differenceId }) => ({ store, id: differenceId, note: "Trial" }),
  "giftCards.list": ({ store }) => ({ store }),
  "giftCards.get": ({ store, giftCardId }) => ({ store, id: giftCardId }),
  "giftCards.issue": ({ store }) => ({ store, amount: 100, key: "trial" }),
  "giftCards.adjust": ({ store, giftCardId }) => ({
    store,
    id: giftCardId,
    amount: 1,
    reason: "Trial",
    key: "trial",
  }),
  "giftCards.switch": ({ store, giftCardId }) => ({ store, id: giftCardId, isEnabled: false }),
  "markets.list": ({ store }) => ({ store }),
  "markets.samples": ({ store }) => ({ store }),
  "markets.create": ({ store }) => ({ store, ...market, currency: "NZD" }),
  "markets.update": ({ store, marketId }) => ({ store, ...market, id: marketId, isOpen: true }),
  "markets.lists": ({ store }) => ({ store }),
  "markets.priceList": ({ store, priceListId }) => ({ store, id: priceListId }),
  "markets.putList": ({ store, marketId, priceListId: id }) => ({ store, id, marketId, ...priceList }),
  "markets.removeList": ({ store, priceListId }) => ({ store, id: priceListId }),
  "markets.groups": ({ store }) => ({ store }),
  "markets.putGroup": ({ store, groupId }) => ({ store, id: groupId, name: "Trial" }),
  "markets.removeGroup": ({ store, groupId }) => ({ store, id: groupId }),
  "customers.setGroup": ({ store, customerId, groupId }) => ({ store, id: customerId, groupId }),
  "shipping.zones": ({ store }) => ({ store }),
  "shipping.putZone": ({ store, zoneId }) => ({ store, id: zoneId, ...zone }),
  "shipping.removeZone": ({ store, zoneId }) => ({ store, id: zoneId }),
  "shipping.arrangeZones": ({ store, zoneId }) => ({ store, ids: [zoneId] }),
  "shipping.wrapping": ({ store }) => ({ store }),
  "shipping.putWrapping": ({ store, variantId }) => ({ store, variantId }),
  "shipping.locations": ({ store }) => ({ store }),
  "shipping.updateLocation": ({ store, locationId }) => ({ store, id: locationId, ...location }),
  "locations.list": ({ store }) => ({ store }),
  "locations.create": ({ store }) => ({ store, name: "Trial" }),
  "locations.close": ({ store, locationId }) => ({ store, id: locationId }),
  "locations.reopen": ({ store, locationId }) => ({ store, id: locationId }),
  "locations.makeDefault": ({ store, locationId }) => ({ store, id: locationId }),
  "inventory.list": ({ store, locationId }) => ({ store, locationId }),
  "inventory.variant": ({ store, variantId }) => ({ store, id: variantId }),
  "inventory.movements": ({ store, variantId }) => ({ store, variantId }),
  "inventory.adjust": ({ store, variantId, locationId }) => ({
    store,
    changes: [{ variantId, locationId, from: null, to: "available", quantity: 1 }],
    reason: "received",
    key: "trial",
  }),
  "inventory.track": ({ store, variantId, locationId }) => ({ store, variantId, locationId, available: 1 }),
  "inventory.setLow": ({ store, variantId, locationId }) => ({ store, variantId, locationId, lowAt: 1 }),
  "inventory.consignments": ({ store }) => ({ store, kind: "purchase" }),
  "inventory.consignment": ({ store, consignmentId }) => ({ store, id: consignmentId }),
  "inventory.saveConsignment": ({ store, locationId, variantId, consignmentId }) => ({
    store,
    id: consignmentId,
    kind: "purchase",
    toLocationId: locationId,
    supplier: "Trial",
    lines: [{ variantId, quantity: 1 }],
  }),
  "inventory.sendConsignment": ({ store, consignmentId }) => ({ store, id: consignmentId }),
  "inventory.receiveConsignment": ({ store, consignmentId, variantId }) => ({
    store,
    id: consignmentId,
    lines: [{ variantId, quantity: 1 }],
    key: "trial",
  }),
  "inventory.closeConsignment": ({ store, consignmentId }) => ({ store, id: consignmentId }),
  "inventory.counts": ({ store }) => ({ store }),
  "inventory.count": ({ store, countId }) => ({ store, id: countId }),
  "inventory.beginCount": ({ store, locationId }) => ({ store, locationId }),
  "inventory.enterCount": ({ store, countId, variantId }) => ({ store, id: countId, variantId, counted: 1 }),
  "inventory.removeCountLine": ({ store, countId, variantId }) => ({ store, id: countId, variantId }),
  "inventory.commitCount": ({ store, countId }) => ({ store, id: countId }),
  "inventory.cancelCount": ({ store, countId }) => ({ store, id: countId }),
  "members.list": ({ store }) => ({ store }),
  "members.add": ({ store }) => ({ store, email: "trial@example.com", role: "staff" }),
  "members.changeRole": ({ store, memberId }) => ({ store, userId: memberId, role: "staff" }),
  "members.remove": ({ store, memberId }) => ({ store, userId: memberId }),
};

/** Procedures that name no thing of a store: they answer for whoever asks, or for nobody. */
export const openProcedures: readonly string[] = [
  "people.signUp",
  "people.verifyEmail",
  "people.requestPasswordReset",
  "people.resetPassword",
  "people.me",
  "people.resendVerification",
  "people.update",
  "people.signOutEverywhere",
  "stores.mine",
  "stores.checkHandle",
  "stores.create",
];
