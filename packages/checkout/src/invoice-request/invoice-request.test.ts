import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderForStaff, issueInvoice } from "@hutong/orders";
import { putTaxSettings } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addLine, getCheckout, getOrder, saveDetails, submitCheckout, submitDetails } from "../index.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";
import { isCreditCode, isTaxNumber, plainTaxNumber } from "./tax-number.ts";

// Codes that these companies publish.
const codes = ["9144030071526726XG", "914403001922038216", "91110000802100433B", "91330100799655058B"];

describe("a tax number", () => {
  it.each(codes)("of 18 characters has its check character: %s", (code) => {
    expect(isCreditCode(code)).toBe(true);
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    // No other last character is right, and no slip of one digit goes unseen.
    for (const other of alphabet) expect(isCreditCode(code.slice(0, 17) + other)).toBe(other === code[17]);
    const slip = code[3] === "4" ? "7" : "4";
    expect(isCreditCode(code.slice(0, 3) + slip + code.slice(4))).toBe(false);
  });

  it("is of 15, 17, 18 or 20 digits and letters, typed as people do", () => {
    expect(plainTaxNumber(" ９１４４０３００ 7152-6726xg ")).toBe("9144030071526726XG");
    for (const good of ["110101800000001", "11010119800101123", "110101198001011234AB", codes[0]!])
      expect([good, isTaxNumber(good)]).toEqual([good, true]);
    for (const bad of [
      "",
      "1234",
      "1101018000000012",
      "11010180000000!",
      "9144030071526726X9",
      "91440300715I6726XG",
    ])
      expect([bad, isTaxNumber(bad)]).toEqual([bad, false]);
  });
});

describe("a 发票 request", () => {
  let database: TestDatabase;
  let shop: TestShop;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    shop = await openTestShop(database);
  });

  const company = {
    kind: "company" as const,
    title: " 深圳市腾讯计算机系统有限公司 ",
    taxNumber: codes[0]!.toLowerCase(),
  };
  const details = (
    cart: string,
    invoice: Parameters<typeof saveDetails>[1]["invoice"],
    email = "lin@example.com",
  ) => ({
    cart,
    email,
    phone: "13800138000",
    address,
    shippingRateId: shop.rateId,
    note: "",
    invoice,
  });
  const bag = async () =>
    (await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 })).cartRef;
  const kept = {
    kind: "company",
    title: "深圳市腾讯计算机系统有限公司",
    taxNumber: codes[0],
    email: "lin@example.com",
  };

  async function order(): Promise<{ orderRef: string; id: string }> {
    const cart = await bag();
    const { ref } = await saveDetails(shop.buyer, details(cart, company));
    const paid = await submitCheckout(shop.buyer, {
      checkout: ref!,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
    });
    if (paid.kind !== "placed") throw new Error(paid.kind);
    const [row] = await database.owner`select id from orders where store_id = ${shop.storeId}`;
    return { orderRef: paid.orderRef, id: row!.id };
  }

  it.each([
    [
      "a company without title and number",
      { kind: "company" as const },
      { invoiceTitle: "missing", invoiceTaxNumber: "missing" },
    ],
    [
      "a number with a slip",
      { ...company, taxNumber: "9144030071526726X9" },
      { invoiceTaxNumber: "ill_formed" },
    ],
    ["an address that is none", { kind: "personal" as const, email: "lin@" }, { invoiceEmail: "ill_formed" }],
  ])("is refused in place for %s", async (_, invoice, fields) => {
    await expect(saveDetails(shop.buyer, details(await bag(), invoice))).rejects.toMatchObject({
      code: "details_invalid",
      fields,
    });
  });

  it("of a person needs nothing but an address", async () => {
    const cart = await bag();
    const { invoice } = await saveDetails(shop.buyer, details(cart, { kind: "personal" }));
    expect(invoice).toEqual({ kind: "personal", title: "个人", taxNumber: "", email: "lin@example.com" });
    await expect(saveDetails(shop.buyer, details(cart, { kind: "personal" }, ""))).rejects.toMatchObject({
      fields: { invoiceEmail: "missing" },
    });
    // What was asked for before is taken back.
    expect((await saveDetails(shop.buyer, details(cart, null))).invoice).toBeNull();
    expect((await getCheckout(shop.buyer, { cart })).invoice).toBeNull();
  });

  it("goes with the order, to be marked as issued, and its customer sees both", async () => {
    const { orderRef, id } = await order();
    expect((await getOrder(shop.buyer, { order: orderRef })).invoice).toEqual({
      request: kept,
      issued: null,
    });
    expect((await getOrderForStaff(shop.staff, { id })).invoice).toEqual({ request: kept, issued: null });
    const issued = {
      number: "25442000000123456789",
      issuedOn: "2026-11-28",
      link: "https://example.com/f.pdf",
    };
    await issueInvoice(shop.staff, { id, ...issued, link: "" });
    await issueInvoice(shop.staff, { id, ...issued });
    expect((await getOrder(shop.buyer, { order: orderRef })).invoice).toEqual({ request: kept, issued });
    await database.owner`update orders set placed_at = now() - interval '31 days' where store_id = ${shop.storeId}`;
    expect((await getOrder(shop.buyer, { order: orderRef })).invoice).toEqual({ request: null, issued });
  });

  it("is marked by staff only, with a link that is one, and for orders that asked", async () => {
    const { id } = await order();
    const given = { id, number: "1", issuedOn: "2026-11-28", link: "" };
    await expect(issueInvoice(shop.buyer, given)).rejects.toMatchObject({ code: "forbidden" });
    await expect(issueInvoice(shop.staff, { ...given, link: "javascript:alert(1)" })).rejects.toThrow(
      "link_invalid",
    );
    await expect(issueInvoice(shop.staff, { ...given, issuedOn: "2026-02-30" })).rejects.toThrow(
      "date_invalid",
    );
    await database.owner`update checkouts set invoice = null where store_id = ${shop.storeId}`;
    await expect(issueInvoice(shop.staff, given)).rejects.toMatchObject({ code: "invoice_not_asked" });
  });

  it("comes with the form that pays at once too", async () => {
    const cart = await bag();
    const page = await getCheckout(shop.buyer, { cart });
    const placed = await submitDetails(shop.buyer, {
      ...details(cart, company),
      checkout: page.formRef,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
      total: page.totals!.total.amount,
    });
    if (placed.kind !== "placed") throw new Error(placed.kind);
    expect((await getOrder(shop.buyer, { order: placed.orderRef })).invoice?.request).toEqual(kept);
  });

  it("is offered in China, or where the merchant says so", async () => {
    const offered = async () => (await getCheckout(shop.buyer, { cart: await bag() })).offersInvoice;
    const settings = { isTaxIncluded: true, taxBasisPoints: 1300, classes: [] };
    expect(await offered()).toBe(true);
    await putTaxSettings(shop.staff, { ...settings, invoices: "off" });
    expect(await offered()).toBe(false);
    await putTaxSettings(shop.staff, { ...settings, invoices: "by-country" });
    await database.owner`update stores set country = 'DE' where store_id = ${shop.storeId}`;
    expect(await offered()).toBe(false);
    await putTaxSettings(shop.staff, { ...settings, invoices: "on" });
    expect(await offered()).toBe(true);
  });
});
