import { randomBytes } from "node:crypto";
import {
  addDigitalFilePart,
  createDigitalFile,
  createProduct,
  editProducts,
  judgeOwners,
  saveCollection,
  saveProductView,
  saveSynonyms,
  upsertProducts,
} from "../../../packages/catalogue/src/index.ts";
import {
  addLine,
  getCheckout,
  getOrder,
  openRef,
  refOf,
  saveDetails,
  settlePayment,
  submitCheckout,
} from "../../../packages/checkout/src/index.ts";
import { putMenu, putPage } from "../../../packages/content/src/index.ts";
import { listAddresses, openCode, requestCode, signInByCode } from "../../../packages/customers/src/index.ts";
import {
  type Cell,
  guest,
  openStore,
  type StoreContext,
  sql,
  system,
} from "../../../packages/db/src/index.ts";
import { putFile } from "../../../packages/files/src/index.ts";
import { issueGiftCard } from "../../../packages/gift-cards/src/index.ts";
import { beginCount, saveConsignment, untrackStock } from "../../../packages/inventory/src/index.ts";
import { money, newId, type StoreId } from "../../../packages/kernel/src/index.ts";
import {
  defineMetafield,
  defineMetaobject,
  saveEntry,
  setMetafields,
} from "../../../packages/metafields/src/index.ts";
import { fulfilOrder } from "../../../packages/orders/src/index.ts";
import { createDiscount, putCustomerGroup, putPriceList } from "../../../packages/pricing/src/index.ts";
import { updateStore } from "../../../packages/stores/src/index.ts";
import { createImport } from "../../../packages/transfer/src/index.ts";
import type { ProofStore } from "../shop/open-store.ts";

/** Everything of a store that somebody might ask for, and the texts by which an answer betrays it. */
export interface Planted {
  readonly store: ProofStore;
  readonly ctx: StoreContext;
  /** Stands in what any visitor of this store may read: goods, pages, menus. */
  readonly shown: string;
  /** Stands in what only its customers and its staff may read: drafts, addresses, notes. */
  readonly hidden: string;
  readonly productId: string;
  readonly productHandle: string;
  readonly draftId: string;
  readonly draftHandle: string;
  readonly variantId: string;
  readonly pageHandle: string;
  readonly filePath: string;
  readonly fileId: string;
  readonly ownerId: string;
  /** A cart with goods and saved details, not paid yet. */
  readonly cartRef: string;
  readonly checkoutRef: string;
  /** A checkout whose payment waits on the bank's page. */
  readonly waitingRef: string;
  readonly checkoutId: string;
  readonly attemptId: string;
  readonly orderRef: string;
  /** The link to a file that was bought with it. */
  readonly downloadLink: string;
  readonly orderId: string;
  readonly orderLineId: string;
  /** A customer who is signed in at the store's own host: the cookie's token, and an address of theirs. */
  readonly customer: { readonly id: string; readonly token: string; readonly addressId: string };
  /** A difference in the bill of the account by page, of `billDay`. */
  readonly differenceId: string;
  readonly importId: string;
  readonly viewId: string;
  readonly editId: string;
  readonly giftCard: { readonly id: string; readonly code: string };
  readonly marketId: string;
  readonly priceListId: string;
  readonly groupId: string;
  readonly zoneId: string;
  readonly synonymsId: string;
  /** A field of products with a value, and a kind of records with one. */
  readonly metafieldId: string;
  readonly makersId: string;
  readonly makerId: string;
  readonly collectionId: string;
  readonly locationId: string;
  /** A draft of a purchase order, and a count that is going on. */
  readonly consignmentId: string;
  readonly countId: string;
  /** A discount by code, and its code. */
  readonly discountId: string;
  readonly discountCode: string;
}

/** The day of the bill that each planted store has. */
export const billDay = "2026-11-01";

const markerOf = (kind: string) => `MARK${kind}${randomBytes(6).toString("hex").toUpperCase()}`;

async function one<Row>(ctx: StoreContext, table: string, columns: string): Promise<Row> {
  const text = `select ${columns} from ${table} where store_id = '${ctx.storeId}' order by 1 desc limit 1`;
  const [rows] = await ctx.read({ text, values: [] });
  return rows[0] as Row;
}

async function plantMetafields(ctx: StoreContext, ownerId: string, hidden: string) {
  const text = { type: "single_line_text_field" } as const;
  const field = { ownerType: "PRODUCT", key: "hidden" } as const;
  const { id: metafieldId } = await defineMetafield(ctx, { ...field, ...text, name: hidden });
  await setMetafields(ctx, { metafields: [{ ...field, ownerId, value: hidden }] }, judgeOwners);
  const fields = [{ key: "name", ...text }];
  const { id: makersId } = await defineMetaobject(ctx, { type: "maker", name: hidden, fields });
  const saved = await saveEntry(ctx, { definitionId: makersId, fields: [{ key: "name", value: hidden }] });
  if (saved.kind !== "saved") throw new Error("the maker was refused");
  return { metafieldId, makersId, makerId: saved.id };
}

async function plantGoods(ctx: StoreContext, shown: string, hidden: string) {
  await upsertProducts(ctx, [
    {
      handle: "lantern",
      title: `Lantern ${shown}`,
      subtitle: shown,
      descriptionHtml: `<p>${shown}</p>`,
      vendor: shown,
      status: "active",
      variants: [{ price: 2000, sku: shown }],
    },
  ]);
  const draft = await createProduct(ctx, {
    title: `Lantern ${hidden}`,
    handle: "lantern-draft",
    status: "draft",
    variants: [{ price: 2000, sku: hidden }],
  });
  const bytes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><text>${hidden}</text></svg>`);
  const { path, id: fileId } = await putFile(ctx, { bytes });
  const [rows] = await ctx.read(
    sql<{ id: string; variant: string }>`select p.id, v.id as variant from products p
      join variants v on v.store_id = p.store_id and v.product_id = p.id
      where p.store_id = ${ctx.storeId} and p.handle = 'lantern'`,
  );
  return { productId: rows[0]!.id, variantId: rows[0]!.variant, draft, filePath: path, fileId };
}

async function plantStockWork(ctx: StoreContext, variantId: string, hidden: string) {
  const { id: locationId } = await one<{ id: string }>(ctx, "locations", "id");
  const consignment = await saveConsignment(ctx, {
    ...{ kind: "purchase", toLocationId: locationId, supplier: hidden, note: hidden },
    lines: [{ variantId, quantity: 1, unitCost: 100 }],
  });
  const count = await beginCount(ctx, { locationId, name: hidden });
  return { locationId, consignmentId: consignment.id, countId: count.id };
}

async function plantDiscount(ctx: StoreContext, hidden: string) {
  const discountCode = `LANTERN-${randomBytes(4).toString("hex").toUpperCase()}`;
  const { id } = await createDiscount(ctx, {
    name: { en: hidden },
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
    codes: [discountCode],
  });
  return { discountId: id, discountCode };
}

async function plantTexts(ctx: StoreContext, shown: string, hidden: string): Promise<void> {
  const text = { en: `Lantern ${shown}` };
  await putPage(ctx, { handle: "lantern", title: text, bodyHtml: { en: `<p>${shown}</p>` } });
  await putMenu(ctx, { handle: "main", items: [{ title: text, href: "/pages/lantern" }] });
  await updateStore(ctx, { name: text, contactEmail: `${hidden.toLowerCase()}@example.com` });
}

async function fillCheckout(ctx: StoreContext, variantId: string, hidden: string) {
  const buyer = ctx.as({ actor: guest });
  const { cartRef } = await addLine(buyer, { cart: null, variantId, quantity: 1 });
  const { rates } = await getCheckout(buyer, { cart: cartRef });
  const view = await saveDetails(buyer, {
    cart: cartRef,
    email: `${hidden.toLowerCase()}@example.com`,
    phone: "13800138000",
    address: {
      country: "CN",
      name: `Customer ${hidden}`,
      phone: "13800138000",
      province: "北京市",
      city: "北京市",
      district: "东城区",
      line1: `Road ${hidden}`,
      line2: "",
      postcode: "",
    },
    shippingRateId: rates[0]!.id,
    note: `Note ${hidden}`,
  });
  return { buyer, cartRef, checkoutRef: view.ref! };
}

async function plantFile(
  ctx: StoreContext,
  productId: string,
  variantId: string,
  hidden: string,
): Promise<void> {
  const bytes = Buffer.from(`Only who bought it reads ${hidden}`);
  const file = { productId, name: `${hidden}.txt`, bytes: bytes.length, variantIds: [variantId] };
  const { id } = await createDigitalFile(ctx, file);
  await addDigitalFilePart(ctx, { id, number: 0, bytes });
}

async function plantOrders(ctx: StoreContext, store: ProofStore, variantId: string, hidden: string) {
  const submit = async (accountId: string) => {
    const { buyer, checkoutRef } = await fillCheckout(ctx, variantId, hidden);
    const returnUrl = `http://${store.host}/checkout/{checkout}/return`;
    return {
      checkoutRef,
      outcome: await submitCheckout(buyer, { checkout: checkoutRef, accountId, key: "k", returnUrl }),
    };
  };
  const placed = await submit(store.accounts.atOnce);
  if (placed.outcome.kind !== "placed") throw new Error(`planting an order ended as ${placed.outcome.kind}`);
  const orderId = openRef(ctx, "order", placed.outcome.orderRef);
  await fulfilOrder(ctx, { id: orderId, carrier: `Carrier ${hidden}`, trackingNumber: hidden });
  const waiting = await submit(store.accounts.byPage);
  const parked = await submit(store.accounts.byPage);
  for (const { outcome } of [waiting, parked]) {
    if (outcome.kind !== "redirect") throw new Error(`planting a payment ended as ${outcome.kind}`);
  }
  const attempts = [waiting, parked].map(
    ({ outcome }) => /\/pay\/([0-9a-f-]{36})/.exec(outcome.kind === "redirect" ? outcome.url : "")![1]!,
  );
  // Another amount than was asked for: a case for staff to look at.
  await settlePayment(ctx, {
    attemptId: attempts[1]!,
    accountId: store.accounts.byPage,
    source: "notice",
    outcome: { kind: "paid", payments: [{ id: hidden, amount: money(1, "CNY") }] },
  });
  const line = await one<{ id: string }>(ctx, "order_lines", "id");
  return {
    orderRef: refOf(ctx, "order", orderId),
    downloadLink: (await getOrder(ctx, { order: placed.outcome.orderRef })).downloads![0]!.link,
    orderId,
    orderLineId: line.id,
    waitingRef: waiting.checkoutRef,
    checkoutId: openRef(ctx, "checkout", waiting.checkoutRef),
    attemptId: attempts[0]!,
  };
}

// The guest who ordered proves the address, and is a customer with a book.
async function plantCustomer(ctx: StoreContext, store: ProofStore, hidden: string) {
  const contact = `${hidden.toLowerCase()}@example.com`;
  const visitor = ctx.as({ actor: guest });
  await requestCode(visitor, { contact }, { address: store.host });
  const { id: codeId } = await one<{ id: string }>(ctx, "customer_codes", "id");
  const { code } = (await openCode(ctx, { codeId }))!;
  const from = { address: store.host, host: store.host };
  const { customerId: id, token } = await signInByCode(visitor, { contact, code }, from);
  const [address] = await listAddresses(ctx.as({ actor: { kind: "customer", id } }));
  return { id, token, addressId: address!.id };
}

// A bill that names the store's secret as the number of a payment.
async function plantBill(ctx: StoreContext, store: ProofStore, hidden: string): Promise<string> {
  const id = newId<"bill-difference">();
  await ctx.write(async (tx) => {
    await tx.run(sql`insert into bills (store_id, account_id, day, state, tries, lines_read, lines, totals)
      values (${tx.storeId}, ${store.accounts.byPage}, ${billDay}, 'compared', 0, 1, 1, '[]')`);
    await tx.run(sql`insert into bill_differences (store_id, id, account_id, day, kind, subject, billed, state, note, found_at)
      values (${tx.storeId}, ${id}, ${store.accounts.byPage}, ${billDay}, 'amount_mismatch', ${`payment:${hidden}`},
        ${{ amount: 1, currency: "CNY", occurredAt: hidden }}::jsonb, 'open', '', app_now())`);
  });
  return id;
}

/** Fills a store with things to ask for, each with a marker that nothing else in the world contains. */
export async function plant(cell: Cell, store: ProofStore): Promise<Planted> {
  const ctx = openStore(cell, store.storeId as StoreId, { actor: system, locale: "en" });
  const [shown, hidden] = [markerOf("SHOWN"), markerOf("HIDDEN")];
  await plantTexts(ctx, shown, hidden);
  const goods = await plantGoods(ctx, shown, hidden);
  await plantFile(ctx, goods.productId, goods.variantId, hidden);
  const orders = await plantOrders(ctx, store, goods.variantId, hidden);
  const { cartRef, checkoutRef } = await fillCheckout(ctx, goods.variantId, hidden);
  const card = await issueGiftCard(ctx, { amount: 700, note: hidden, key: hidden });
  const customer = await plantCustomer(ctx, store, hidden);
  const differenceId = await plantBill(ctx, store, hidden);
  const discount = await plantDiscount(ctx, hidden);
  const marketId = (await one<{ id: string }>(ctx, "markets", "id")).id;
  const group = await putCustomerGroup(ctx, { name: hidden });
  const list = await putPriceList(ctx, {
    marketId,
    name: hidden,
    kind: "group",
    groupId: group.id,
    prices: "",
  });
  const { id: collectionId } = await saveCollection(ctx, {
    title: `Lantern ${shown}`,
    sort: "manual",
    rules: null,
  });
  const { id: synonymsId } = await saveSynonyms(ctx, { words: [hidden, "lantern"] });
  const fields = await plantMetafields(ctx, goods.draft.id, hidden);
  const view = await saveProductView(ctx, { name: hidden, isShared: true, query: { tag: hidden } });
  const tagging = { ids: [goods.draft.id], action: { kind: "add-tags" as const, tags: [hidden] } };
  const edit = await editProducts(ctx, tagging, untrackStock);
  const upload = await createImport(ctx, { fileName: `${hidden}.csv`, bytes: 10, isDryRun: true });
  const text = `select user_id from members where store_id = '${store.storeId}' and role = 'owner'`;
  const [members] = await ctx.read({ text, values: [] });
  return {
    store,
    ctx,
    shown,
    hidden,
    productId: goods.productId,
    productHandle: "lantern",
    draftId: goods.draft.id,
    draftHandle: goods.draft.handle,
    variantId: goods.variantId,
    pageHandle: "lantern",
    filePath: goods.filePath,
    fileId: goods.fileId,
    ownerId: (members[0] as { user_id: string }).user_id,
    cartRef,
    checkoutRef,
    differenceId,
    importId: upload.id,
    viewId: view.id,
    editId: edit.id,
    giftCard: { id: card.id, code: card.code! },
    customer,
    marketId,
    priceListId: list.id,
    groupId: group.id,
    synonymsId,
    ...fields,
    collectionId,
    zoneId: (await one<{ id: string }>(ctx, "shipping_zones", "id")).id,
    ...(await plantStockWork(ctx, goods.variantId, hidden)),
    ...discount,
    ...orders,
  };
}
