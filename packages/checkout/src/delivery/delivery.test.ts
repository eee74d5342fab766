import { upsertProducts } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createLocation, setStock, updateLocation } from "@hutong/inventory";
import { cancelOrder, fulfilOrder } from "@hutong/orders";
import { putShippingZone, removeShippingZone } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addLine } from "../add-line.ts";
import { getCheckout } from "../get-checkout.ts";
import { getOrder } from "../get-order.ts";
import { saveDetails } from "../save-details.ts";
import type { DetailsInput } from "../schemas.ts";
import { submitCheckout } from "../submit-checkout.ts";
import { submitDetails } from "../submit-details.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop(database, { stock: 5 });
});

const place = {
  country: "CN",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "南锣鼓巷 1 号",
  line2: "",
  postcode: "",
  phone: "010-6400000",
};

async function pickupAt(name: string, available: number): Promise<string> {
  const { id } = await createLocation(shop.staff, { name });
  await setStock(shop.staff, [{ variantId: shop.variants.tin, available }], { locationId: id });
  await updateLocation(shop.staff, { id, name, isPickup: true, address: place, hours: { en: "10 to 18" } });
  return id;
}

async function bag(...variants: readonly string[]): Promise<string> {
  let cart: string | null = null;
  for (const variantId of variants)
    ({ cartRef: cart } = await addLine(shop.buyer, { cart, variantId, quantity: 1 }));
  return cart!;
}

const details = (cart: string, rest: Partial<DetailsInput> = {}): DetailsInput => ({
  cart,
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: shop.rateId,
  note: "",
  ...rest,
});
const nobody = { ...address, province: "", city: "", district: "", line1: "" };
const fetched = (cart: string, at: string): DetailsInput =>
  details(cart, { delivery: "pickup", shippingRateId: at, address: nobody });

async function pressed(input: DetailsInput, total?: number) {
  const cart = input.cart;
  const view = await getCheckout(shop.buyer, {
    cart,
    delivery: input.delivery,
    shippingRateId: input.shippingRateId,
    address: input.address,
  });
  return await submitDetails(shop.buyer, {
    ...input,
    checkout: view.formRef,
    accountId: shop.accounts.manual,
    key: "k",
    returnUrl: "http://x",
    total: total ?? view.totals?.total.amount ?? -1,
  });
}

async function stockAt(locationId: string) {
  const [[row]] = await shop.platform.read(
    sql<{
      available: number;
      committed: number;
      on_hand: number;
    }>`select available, committed, on_hand from stock
      where store_id = ${shop.storeId} and location_id = ${locationId} and variant_id = ${shop.variants.tin}`,
  );
  return row!;
}

async function newestOrder(): Promise<string> {
  const [[row]] = await shop.platform.read(
    sql<{ id: string }>`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`,
  );
  return row!.id;
}

const faultsOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { fields?: object }) => error.fields,
  );

describe("rates of a province", () => {
  beforeEach(async () => {
    const [[market]] = await shop.platform.read(
      sql<{ id: string }>`select id from markets where store_id = ${shop.storeId}`,
    );
    await putShippingZone(shop.staff, {
      marketId: market!.id,
      name: "Far",
      kind: "shipping",
      places: [{ country: "CN", province: "新疆" }],
      surcharges: [],
      rates: [
        {
          name: { en: "Slow" },
          charge: { kind: "flat", price: 3000 },
          freeAbove: null,
          minimum: null,
          minDays: 7,
          maxDays: 12,
        },
      ],
    });
    await putShippingZone(shop.staff, {
      marketId: market!.id,
      name: "Not there",
      kind: "shipping",
      places: [{ country: "CN", province: "台湾省" }, { country: "KP" }],
      surcharges: [],
      rates: [],
    });
  });

  it("are those of the address that is typed, and are not charged before they were shown", async () => {
    const cart = await bag(shop.variants.tin);
    const seen = await getCheckout(shop.buyer, { cart, address });
    expect(seen).toMatchObject({ rates: [{ name: "Standard" }], totals: { total: { amount: 18_000 } } });
    const far = { ...address, province: "新疆维吾尔自治区", city: "喀什地区" };
    // The page was drawn for Beijing, then the province was changed without script.
    expect(await faultsOf(pressed(details(cart, { address: far }), 18_000))).toEqual({
      shippingRateId: "not_offered",
    });
    const again = await getCheckout(shop.buyer, { cart, address: far, shippingRateId: shop.rateId });
    expect(again).toMatchObject({
      rates: [{ name: "Slow", price: { amount: 3000 } }],
      totals: { total: { amount: 19_800 } },
    });
    const chosen = details(cart, { address: far, shippingRateId: again.shippingRateId! });
    expect(await pressed(chosen)).toMatchObject({ kind: "placed" });
    const [[order]] = await shop.platform.read(
      sql`select shipping, shipping_name from orders where store_id = ${shop.storeId}`,
    );
    expect(order).toEqual({ shipping: 3000, shipping_name: "Slow" });
  });

  it("that there are none of is said for the place, and nothing is lost", async () => {
    const cart = await bag(shop.variants.tin);
    const island = { ...address, province: "台湾" };
    expect(await faultsOf(saveDetails(shop.buyer, details(cart, { address: island })))).toEqual({
      shippingRateId: "province_not_shipped",
    });
    const korea = { ...address, country: "KP" };
    expect(await faultsOf(saveDetails(shop.buyer, details(cart, { address: korea })))).toEqual({
      shippingRateId: "country_not_shipped",
    });
    const view = await getCheckout(shop.buyer, { cart, address: island });
    expect(view).toMatchObject({
      rates: [],
      delivery: { whyNot: "province_not_shipped" },
      isReadyToPay: false,
      cart: { count: 1 },
    });
  });

  it("that vanish while a checkout is open are said, and the frozen price of one that changed is kept", async () => {
    const cart = await bag(shop.variants.tin);
    const far = { ...address, province: "新疆维吾尔自治区" };
    const [slow] = (await getCheckout(shop.buyer, { cart, address: far })).rates;
    const input = details(cart, { address: far, shippingRateId: slow!.id });
    const { ref } = await saveDetails(shop.buyer, input);
    await shop.platform.write(async (tx) =>
      tx.send(
        sql`update shipping_rates set charge = '{"kind": "flat", "price": 9000}' where store_id = ${shop.storeId}`,
      ),
    );
    const pay = { checkout: ref!, accountId: shop.accounts.manual, key: "k", returnUrl: "http://x" };
    shop.clock.advance(31 * 60_000);
    expect(await submitCheckout(shop.buyer, pay)).toEqual({ kind: "changed" });
    expect((await getCheckout(shop.buyer, { cart })).totals).toMatchObject({ shipping: { amount: 9000 } });
    const [[zone]] = await shop.platform.read(
      sql<{
        id: string;
      }>`select zone_id as id from shipping_rates where store_id = ${shop.storeId} and id = ${slow!.id}`,
    );
    await removeShippingZone(shop.staff, { id: zone!.id });
    // Young again, the quote that was shown is what is paid.
    expect(await submitCheckout(shop.buyer, pay)).toMatchObject({ kind: "placed" });
    const other = await bag(shop.variants.tin);
    expect(await faultsOf(saveDetails(shop.buyer, { ...input, cart: other }))).toEqual({
      shippingRateId: "not_offered",
    });
  });
});

describe("pickup", () => {
  it("asks for no address, costs nothing, and takes the goods of that location", async () => {
    const at = await pickupAt("Gulou", 2);
    const cart = await bag(shop.variants.tin);
    const view = await getCheckout(shop.buyer, { cart });
    expect(view.delivery).toMatchObject({
      kind: "ship",
      pickups: [{ id: at, name: "Gulou", hours: "10 to 18", missing: [] }],
    });
    const outcome = await pressed(fetched(cart, at));
    const ref = outcome.kind === "placed" ? outcome.orderRef : "";
    expect(await getOrder(shop.buyer, { order: ref })).toMatchObject({
      shippingName: "Gulou",
      pickup: { locationId: at, address: { line1: "南锣鼓巷 1 号" }, hours: "10 to 18" },
      totals: { shipping: { amount: 0 }, total: { amount: 16_800 }, isShipped: false },
      contact: { address: { name: "林若水", line1: "" } },
    });
    expect(await stockAt(at)).toEqual({ available: 1, committed: 1, on_hand: 2 });
    await fulfilOrder(shop.staff, { id: await newestOrder() });
    expect(await stockAt(at)).toEqual({ available: 1, committed: 0, on_hand: 1 });
  });

  it("gives what was cancelled back to that location", async () => {
    const at = await pickupAt("Gulou", 1);
    expect(await pressed(fetched(await bag(shop.variants.tin), at))).toMatchObject({ kind: "placed" });
    await cancelOrder(shop.staff, { id: await newestOrder() });
    expect(await stockAt(at)).toEqual({ available: 1, committed: 0, on_hand: 1 });
  });

  it("of the last unit there goes to one of two buyers, who both pressed at once", async () => {
    const at = await pickupAt("Gulou", 1);
    const forms = [fetched(await bag(shop.variants.tin), at), fetched(await bag(shop.variants.tin), at)];
    // Whoever is late hears it at the button, or already where the form is judged.
    const outcomes = await Promise.all(
      forms.map((form) =>
        pressed(form).catch((error: { fields?: object }) => ({ kind: "refused", ...error.fields })),
      ),
    );
    const loser = forms[outcomes.findIndex(({ kind }) => kind !== "placed")]!;
    expect(outcomes.filter(({ kind }) => kind === "placed")).toHaveLength(1);
    expect([{ kind: "sold_out" }, { kind: "refused", shippingRateId: "pickup_short" }]).toContainEqual(
      expect.objectContaining({ kind: outcomes.find(({ kind }) => kind !== "placed")!.kind }),
    );
    expect(await stockAt(at)).toEqual({ available: 0, committed: 1, on_hand: 1 });
    const view = await getCheckout(shop.buyer, { cart: loser.cart });
    // The goods are still sold by post: the other location has five.
    expect(view).toMatchObject({
      cart: { lines: [{ isAvailable: true }] },
      delivery: { pickups: [{ missing: ["Tea"] }] },
      rates: [{ name: "Standard" }],
    });
    expect(await faultsOf(pressed(loser, 16_800))).toEqual({ shippingRateId: "pickup_short" });
  });

  it("is not offered where a line has never lain, and what is not counted is there", async () => {
    const at = await pickupAt("Gulou", 1);
    const cart = await bag(shop.variants.tin, shop.variants.bag);
    expect((await getCheckout(shop.buyer, { cart })).delivery.pickups).toMatchObject([{ missing: ["Tea"] }]);
    expect(await faultsOf(pressed(fetched(cart, at), 1))).toEqual({ shippingRateId: "pickup_short" });
    const counted = await bag(shop.variants.tin, shop.variants.card);
    expect((await getCheckout(shop.buyer, { cart: counted })).delivery.pickups).toMatchObject([
      { missing: [] },
    ]);
  });

  it("is all that is left where parcels leave from has none", async () => {
    const at = await pickupAt("Gulou", 1);
    await setStock(shop.staff, [{ variantId: shop.variants.tin, available: 0 }]);
    const cart = await bag(shop.variants.tin);
    expect(await getCheckout(shop.buyer, { cart })).toMatchObject({
      rates: [],
      delivery: { whyNot: "only_pickup" },
    });
    expect(await faultsOf(pressed(details(cart), 1))).toEqual({ shippingRateId: "only_pickup" });
    expect(await pressed(fetched(cart, at))).toMatchObject({ kind: "placed" });
    const [[variant]] = await shop.platform.read(
      sql`select is_available from variants where store_id = ${shop.storeId} and id = ${shop.variants.tin}`,
    );
    expect(variant).toEqual({ is_available: false });
  });

  it("needs who and how to be reached", async () => {
    const at = await pickupAt("Gulou", 1);
    const form = {
      ...fetched(await bag(shop.variants.tin), at),
      phone: "",
      address: { ...nobody, name: "" },
    };
    expect(await faultsOf(pressed(form, 1))).toEqual({ "address.name": "missing", phone: "missing" });
  });
});

describe("goods that need no shipping", () => {
  it("are bought without an address, a rate or a charge; with others only these are weighed", async () => {
    await upsertProducts(shop.staff, [
      {
        handle: "book",
        title: "Book",
        status: "active",
        options: [],
        variants: [{ options: [], price: 900, requiresShipping: false, weightGrams: 5000 }],
      },
    ]);
    const [[book]] = await shop.platform.read(sql<{
      id: string;
    }>`select v.id from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
      where v.store_id = ${shop.storeId} and p.handle = 'book'`);
    const cart = await bag(book!.id);
    expect(await getCheckout(shop.buyer, { cart })).toMatchObject({
      delivery: { kind: "none" },
      rates: [],
      totals: { total: { amount: 900 } },
      isReadyToPay: true,
    });
    const outcome = await pressed(
      details(cart, { delivery: "none", shippingRateId: "", phone: "", address: nobody }),
    );
    expect(outcome).toMatchObject({ kind: "placed" });
    const mixed = await bag(book!.id, shop.variants.tin);
    expect(
      await faultsOf(pressed(details(mixed, { delivery: "none", shippingRateId: "", address: nobody }), 1)),
    ).toEqual({ shippingRateId: "missing" });
  });
});
