import { updateProduct } from "@hutong/catalogue";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { presetOf, putCountryTaxes, putTaxSettings, removeCountryTaxes } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addLine, getCheckout, getOrder, saveDetails, submitCheckout, submitDetails } from "./index.ts";
import { address as home, openTestShop, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
});

const abroad = (country: string, more: Partial<typeof home>) => ({
  ...home,
  name: "Ada Byron",
  district: "",
  line1: "1 Main Street",
  phone: "",
  country,
  ...more,
});
const losAngeles = abroad("US", { province: "California", city: "Los Angeles", postcode: "90012" });
const vancouver = abroad("CA", { province: "BC", city: "Vancouver", postcode: "V6B 1A1" });

const usa = {
  country: "US",
  isIncluded: false,
  rounding: "order" as const,
  shipping: "none" as const,
  shippingClass: null,
  rates: [
    { name: "Sales tax", taxClass: "standard", province: "CA", basisPoints: 725 },
    { name: "Sales tax", taxClass: "standard", province: "CA", city: "Los Angeles", basisPoints: 950 },
  ],
};

async function bag(): Promise<string> {
  return (await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 })).cartRef;
}

const typed = (cart: string, address: typeof home) => ({
  cart,
  email: "ada@example.com",
  phone: home === address ? "13800138000" : "",
  address,
  shippingRateId: shop.rateId,
  note: "",
});

const pay = (checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });

async function save(address: typeof home) {
  const cart = await bag();
  const view = await saveDetails(shop.buyer, typed(cart, address));
  return { cart, checkout: view.ref!, totals: view.totals! };
}

const said = (totals: Awaited<ReturnType<typeof save>>["totals"]) =>
  totals.taxes.map(({ name, basisPoints, amount }) => [name, basisPoints, amount.amount]);

describe("a checkout", () => {
  it("adds the city's tax by its name once the address is known, and the order says it", async () => {
    await putCountryTaxes(shop.staff, usa);
    const cart = await bag();
    // Of the country alone no rate is known; what is typed of the address makes an estimate.
    const before = await getCheckout(shop.buyer, { cart, address: { country: "US" } });
    expect(before.totals).toMatchObject({ taxes: [], isTaxIncluded: false, isTaxPending: true });
    const estimate = await getCheckout(shop.buyer, { cart, address: losAngeles });
    // 99.00 · 9.5 % = 9.405: half up.
    expect([said(estimate.totals!), estimate.totals!.isTaxPending]).toEqual([
      [["Sales tax", 950, 941]],
      false,
    ]);
    const { totals, ref } = await saveDetails(shop.buyer, typed(cart, losAngeles));
    expect(totals!.total.amount).toBe(9900 + 1200 + 941);
    const paid = await pay(ref!);
    if (paid.kind !== "placed") throw new Error(paid.kind);
    const order = await getOrder(shop.buyer, { order: paid.orderRef });
    expect(said(order.totals)).toEqual([["Sales tax", 950, 941]]);
    // The frozen quote goes on explaining itself without the table.
    await removeCountryTaxes(shop.staff, { country: "US" });
    expect(said((await getOrder(shop.buyer, { order: paid.orderRef })).totals)).toEqual([
      ["Sales tax", 950, 941],
    ]);
  });

  it("has Canada's two taxes, each on its own, on shipping too", async () => {
    await putCountryTaxes(shop.staff, { country: "CA", ...presetOf("CA"), rates: [...presetOf("CA").rates] });
    const { totals } = await save(vancouver);
    expect(said(totals)).toEqual([
      ["GST", 500, 555],
      ["PST", 700, 777],
    ]);
    expect(totals.total.amount).toBe(11_100 + 555 + 777);
  });

  it("keeps a price that includes tax wherever it goes, with that place's tax inside", async () => {
    for (const country of ["DE", "FR"])
      await putCountryTaxes(shop.staff, {
        country,
        ...presetOf(country),
        rates: [...presetOf(country).rates],
      });
    const [german, french, elsewhere] = [
      await save(abroad("DE", { city: "Berlin", province: "", postcode: "10115" })),
      await save(abroad("FR", { city: "Paris", province: "", postcode: "75001" })),
      await save(home),
    ];
    expect([german, french, elsewhere].map(({ totals }) => totals.total.amount)).toEqual([
      11_100, 11_100, 11_100,
    ]);
    expect(said(german.totals)).toEqual([["VAT", 1900, 1772]]);
    expect(said(french.totals)).toEqual([["VAT", 2000, 1850]]);
    expect(said(elsewhere.totals)).toEqual([["Tax", 1300, 1277]]);
  });

  it("taxes goods as their class", async () => {
    const china = presetOf("CN");
    await putCountryTaxes(shop.staff, { country: "CN", ...china, rates: [...china.rates] });
    const [row] = await database.owner`select id, version from products where store_id = ${shop.storeId}`;
    await updateProduct(shop.staff, { id: row!.id, version: row!.version, taxClass: "reduced" });
    // 111.00 with 9 % inside, a line and its shipping each rounded: 8.17 + 0.99.
    expect(said((await save(home)).totals)).toEqual([["VAT", 900, 817 + 99]]);
    const [{ version } = { version: 0 }] = await database.owner<
      { version: number }[]
    >`select version from products where store_id = ${shop.storeId}`;
    await updateProduct(shop.staff, { id: row!.id, version, taxClass: "zero" });
    expect(said((await save(home)).totals)).toEqual([]);
  });

  it("sends no statement more for taxes, however many there are", async () => {
    await putCountryTaxes(shop.staff, { country: "CA", ...presetOf("CA"), rates: [...presetOf("CA").rates] });
    const { cart } = await save(vancouver);
    const before = database.cell.usage.statements;
    await getCheckout(shop.buyer, { cart });
    expect(database.cell.usage.statements - before).toBe(2);
  });
});

describe("a rate that changes while a checkout is open", () => {
  it("is not asked of who pays by the frozen quote while that is young", async () => {
    await putCountryTaxes(shop.staff, usa);
    const { checkout } = await save(losAngeles);
    await putCountryTaxes(shop.staff, { ...usa, rates: [{ ...usa.rates[0]!, basisPoints: 2000 }] });
    const paid = await pay(checkout);
    if (paid.kind !== "placed") throw new Error(paid.kind);
    const { totals } = await getOrder(shop.buyer, { order: paid.orderRef });
    expect(totals.total.amount).toBe(12_041);
  });

  it("is shown first where the quote has grown old, and paid when it is sent again", async () => {
    await putCountryTaxes(shop.staff, usa);
    const { cart, checkout } = await save(losAngeles);
    await putCountryTaxes(shop.staff, { ...usa, rates: [{ ...usa.rates[0]!, basisPoints: 2000 }] });
    shop.clock.advance(31 * 60_000);
    expect((await pay(checkout)).kind).toBe("changed");
    expect((await getCheckout(shop.buyer, { cart })).totals!.total.amount).toBe(13_080);
    expect((await pay(checkout)).kind).toBe("placed");
  });

  it("changes nothing for anybody where the same rates are saved again", async () => {
    await putCountryTaxes(shop.staff, usa);
    const { checkout } = await save(losAngeles);
    await putCountryTaxes(shop.staff, usa);
    shop.clock.advance(31 * 60_000);
    expect((await pay(checkout)).kind).toBe("placed");
  });

  it("is never charged to a form that showed another sum", async () => {
    await putCountryTaxes(shop.staff, usa);
    const cart = await bag();
    const page = await getCheckout(shop.buyer, { cart, address: { country: "US" } });
    const form = {
      ...typed(cart, losAngeles),
      checkout: page.formRef,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
    };
    expect(await submitDetails(shop.buyer, { ...form, total: page.totals!.total.amount })).toEqual({
      kind: "changed",
    });
    const shown = (await getCheckout(shop.buyer, { cart })).totals!.total.amount;
    expect(shown).toBe(12_041);
    expect((await submitDetails(shop.buyer, { ...form, total: shown })).kind).toBe("placed");
  });
});

describe("tax settings", () => {
  const settings = { isTaxIncluded: false, taxBasisPoints: 500, invoices: "by-country" as const };

  it("hold where no country says another", async () => {
    await putTaxSettings(shop.staff, { ...settings, classes: [] });
    const { totals } = await save(home);
    expect([said(totals), totals.isTaxIncluded]).toEqual([[["Tax", 500, 555]], false]);
  });

  it("keep a class that goods are in, and one that every store has", async () => {
    const books = { handle: "books", name: "Books" };
    await putTaxSettings(shop.staff, { ...settings, classes: [books] });
    const [row] = await database.owner`select id, version from products where store_id = ${shop.storeId}`;
    await updateProduct(shop.staff, { id: row!.id, version: row!.version, taxClass: "books" });
    await expect(putTaxSettings(shop.staff, { ...settings, classes: [] })).rejects.toMatchObject({
      code: "tax_class_used",
    });
    await expect(
      putTaxSettings(shop.staff, { ...settings, classes: [books, { handle: "zero", name: "Nothing" }] }),
    ).rejects.toMatchObject({ code: "tax_class_taken" });
  });
});
