import {
  addDigitalFilePart,
  assignDigitalFile,
  createDigitalFile,
  listDigitalFiles,
  putDownloadTerms,
} from "@hutong/catalogue";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { cancelOrder, changeDownloads, fulfilDownloads, refundOrder } from "@hutong/orders";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addLine,
  findDownload,
  getCheckout,
  getOrder,
  markOrderPaid,
  openRef,
  saveDetails,
  submitCheckout,
  takeDownload,
} from "../index.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
let productId: string;
let fileId: string;
const part = (letter: string, length: number) => Buffer.alloc(length, letter);
const whole = Buffer.concat([part("a", 1000), part("b", 1000), part("c", 500)]);

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
  const [row] = await database.owner<{ product_id: string }[]>`
    update variants set requires_shipping = false where id = ${shop.variants.card} returning product_id`;
  productId = row!.product_id;
  const made = { productId, name: "四季茶谱.pdf", bytes: whole.length, variantIds: [shop.variants.card] };
  fileId = (await createDigitalFile(shop.staff, made)).id;
  for (const [number, bytes] of [part("a", 1000), part("b", 1000), part("c", 500)].entries())
    await addDigitalFilePart(shop.staff, { id: fileId, number, bytes });
});
afterAll(() => database.drop());

async function buy(accountId: string, quantity = 1) {
  const { cartRef: cart } = await addLine(shop.buyer, {
    cart: null,
    variantId: shop.variants.card,
    quantity,
  });
  const open = await getCheckout(shop.buyer, { cart });
  expect([open.delivery.kind, open.rates]).toEqual(["none", []]);
  const who = { ...address, province: "", city: "", district: "", line1: "" };
  const details = { cart, email: "lin@example.com", phone: "", address: who, note: "" };
  const view = await saveDetails(shop.buyer, { ...details, delivery: "none", shippingRateId: "" });
  const placed = await submitCheckout(shop.buyer, {
    ...{ checkout: view.ref!, accountId, key: "k" },
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });
  if (placed.kind !== "placed") throw new Error(placed.kind);
  const id = openRef(shop.buyer, "order", placed.orderRef);
  return { id, read: () => getOrder(shop.buyer, { order: placed.orderRef }) };
}

const linkOf = async (order: Awaited<ReturnType<typeof buy>>) => (await order.read()).downloads![0]!.link;
const take = (link: string, from?: number, to?: number) =>
  takeDownload(shop.buyer, { link, range: from === undefined ? null : { from, to } });
const bytesOf = async (taken: Awaited<ReturnType<typeof take>>) =>
  Buffer.from(
    await new Response(taken.sent!.body() as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
const usedOf = async (order: Awaited<ReturnType<typeof buy>>) => 5 - (await order.read()).downloads![0]!.left;
/** Puts the last download of an order so many minutes back. */
const later = (id: string, minutes: number) =>
  database.owner`update order_downloads set last_at = last_at - ${minutes} * interval '1 minute' where order_id = ${id}`;

describe("a file that is bought", () => {
  it("asks for no address, is there once paid, and says so of the order", async () => {
    const order = await buy(shop.accounts.test);
    const { downloads, totals, paymentState } = await order.read();
    expect([paymentState, totals.isShipped, downloads!.length]).toEqual(["paid", false, 1]);
    expect(downloads![0]).toMatchObject({ name: "四季茶谱.pdf", bytes: 2500, left: 5, state: "open" });
    await fulfilDownloads(shop.platform, { orderId: order.id });
    await fulfilDownloads(shop.platform, { orderId: order.id });
    const after = await order.read();
    expect([after.fulfilmentState, after.fulfilments.length]).toEqual(["fulfilled", 1]);
    const jobs = await database.owner`select kind from outbox where store_id = ${shop.storeId} order by kind`;
    expect(jobs.map(({ kind }) => kind)).toEqual(["fulfil-downloads", "order-confirmation"]);
  });

  it("is not there before the money is: no browser's return makes it so", async () => {
    const order = await buy(shop.accounts.manual, 2);
    expect((await order.read()).downloads).toBeNull();
    await markOrderPaid(shop.staff, { orderId: order.id });
    expect((await order.read()).downloads).toMatchObject([{ left: 10, state: "open" }]);
  });

  it("comes whole or in any range, counted where it begins and not where it is gone on with", async () => {
    const order = await buy(shop.accounts.test);
    const link = await linkOf(order);
    expect(await findDownload(shop.buyer, { link })).toMatchObject({ name: "四季茶谱.pdf", left: 5 });
    expect(await usedOf(order)).toBe(0);
    const all = await take(link);
    expect(await bytesOf(all)).toEqual(whole);
    expect(await usedOf(order)).toBe(1);
    await take(link); // handed to a download manager
    for (const [from, to] of [
      [999, 1000],
      [1500, undefined],
      [-1, undefined],
      [2499, 9999],
    ] as const) {
      const taken = await take(link, from, to);
      const start = from < 0 ? 2500 + from : from;
      expect(await bytesOf(taken)).toEqual(whole.subarray(start, to === undefined ? undefined : to + 1));
    }
    expect((await take(link, 2500)).sent).toBeNull();
    expect(await usedOf(order)).toBe(1);
    const other = await takeDownload(shop.buyer, { link, range: { from: 2000 }, ifTag: "another" });
    expect([other.sent!.isPart, other.sent!.from]).toEqual([false, 0]);
    await later(order.id, 25 * 60);
    await take(link, 1500);
    expect(await usedOf(order)).toBe(2);
  });

  it("is fetched five times and no more, however many ask at once; staff let it begin anew", async () => {
    const order = await buy(shop.accounts.test);
    const link = await linkOf(order);
    await database.owner`update order_downloads set used = 4 where order_id = ${order.id}`;
    await Promise.all([take(link), take(link), take(link)]);
    expect(await usedOf(order)).toBe(5);
    await later(order.id, 2);
    await expect(take(link)).rejects.toMatchObject({ code: "download_used_up" });
    expect(await bytesOf(await take(link, 2000))).toEqual(part("c", 500));
    await changeDownloads(shop.staff, { id: order.id, action: "renew" });
    const [file] = (await order.read()).downloads!;
    expect(file).toMatchObject({ left: 5, state: "open" });
    expect(await bytesOf(await take(file!.link))).toEqual(whole);
    await changeDownloads(shop.staff, { id: order.id, action: "revoke" });
    await expect(take(file!.link, 2000)).rejects.toMatchObject({ code: "download_revoked" });
  });

  it("ends with its days, its order's refund or cancellation, and comes back where a refund fails", async () => {
    const order = await buy(shop.accounts.test);
    const link = await linkOf(order);
    await refundOrder(shop.staff, { id: order.id, amount: 100, key: "part", note: "" });
    expect((await findDownload(shop.buyer, { link })).left).toBe(5);
    await refundOrder(shop.staff, { id: order.id, amount: 4900, key: "rest", note: "" });
    await expect(take(link)).rejects.toMatchObject({ code: "download_revoked" });
    const cancelled = await buy(shop.accounts.test);
    const its = await linkOf(cancelled);
    await cancelOrder(shop.staff, { id: cancelled.id });
    await expect(findDownload(shop.buyer, { link: its })).rejects.toMatchObject({ code: "download_revoked" });
    const old = await buy(shop.accounts.test);
    const before = await linkOf(old);
    shop.clock.advance(31 * 86_400_000);
    await expect(take(before)).rejects.toMatchObject({ code: "download_expired" });
    expect((await old.read()).downloads).toMatchObject([{ state: "expired" }]);
    await changeDownloads(shop.staff, { id: old.id, action: "renew" });
    await expect(take(before)).rejects.toMatchObject({ code: "download_expired" });
    expect(await bytesOf(await take(await linkOf(old)))).toEqual(whole);
    shop.clock.advance(-31 * 86_400_000);
  });

  it("is found by whole links of its own store alone", async () => {
    const link = await linkOf(await buy(shop.accounts.test));
    const other = await openTestShop(database);
    const missing = { kind: "not_found", code: "download_not_found" };
    await expect(findDownload(other.buyer, { link })).rejects.toMatchObject(missing);
    for (const at of [0, 30, 50, 60]) {
      const forged = link.slice(0, at) + (link[at] === "0" ? "1" : "0") + link.slice(at + 1);
      await expect(take(forged)).rejects.toMatchObject(missing);
    }
    await expect(take(link.slice(1))).rejects.toMatchObject(missing);
  });
});

describe("a merchant's file", () => {
  it("is taken part by part, and refused where it is another, too large or nobody's", async () => {
    const made = { productId, name: "b.zip", bytes: 4, variantIds: [shop.variants.tin] };
    const { id } = await createDigitalFile(shop.staff, made);
    await expect(
      addDigitalFilePart(shop.staff, { id, number: 1, bytes: part("x", 2) }),
    ).rejects.toMatchObject({
      code: "part_out_of_turn",
    });
    await addDigitalFilePart(shop.staff, { id, number: 0, bytes: part("x", 2) });
    await addDigitalFilePart(shop.staff, { id, number: 0, bytes: part("x", 2) });
    await expect(
      addDigitalFilePart(shop.staff, { id, number: 1, bytes: part("x", 3) }),
    ).rejects.toMatchObject({
      code: "file_changed",
    });
    const { files } = await listDigitalFiles(shop.staff, { productId });
    expect(files.map(({ name, received, isReady }) => [name, received, isReady])).toEqual([
      ["四季茶谱.pdf", 2500, true],
      ["b.zip", 2, false],
    ]);
    const other = await openTestShop(database);
    await expect(createDigitalFile(other.staff, made)).rejects.toMatchObject({ code: "product_not_found" });
    await expect(
      addDigitalFilePart(other.staff, { id, number: 1, bytes: part("x", 2) }),
    ).rejects.toMatchObject({
      code: "digital_file_not_found",
    });
    await expect(createDigitalFile(shop.staff, { ...made, bytes: 3 * 1024 ** 3 })).rejects.toMatchObject({
      code: "digital_file_too_large",
    });
    await assignDigitalFile(shop.staff, { productId, fileId: id, variantIds: [] });
    expect((await listDigitalFiles(shop.staff, { productId })).files.length).toBe(1);
  });

  it("stays with who bought it when it is taken away, and its terms are those of the day of payment", async () => {
    const order = await buy(shop.accounts.test);
    const link = await linkOf(order);
    await putDownloadTerms(shop.staff, { productId, downloads: 1, days: 3 });
    const later = await buy(shop.accounts.test);
    expect((await later.read()).downloads).toMatchObject([{ left: 1 }]);
    await assignDigitalFile(shop.staff, { productId, fileId, variantIds: [] });
    expect(await bytesOf(await take(link))).toEqual(whole);
    const plain = await database.owner`select is_digital from variants where id = ${shop.variants.card}`;
    expect(plain).toEqual([{ is_digital: false }]);
  });
});
