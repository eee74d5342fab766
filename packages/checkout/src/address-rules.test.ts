import { plainPhone } from "@hutong/customers";
import { describe, expect, it } from "vitest";
import { judgePhone, judgePostcode } from "./address-rules.ts";
import { judgeDetails } from "./judge-details.ts";
import type { DetailsInput } from "./schemas.ts";
import { address } from "./testing/shop.ts";

const given = (rest: Partial<DetailsInput> = {}): DetailsInput => ({
  cart: "c",
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: "r",
  note: "",
  ...rest,
});

function faultsOf(input: DetailsInput): unknown {
  try {
    judgeDetails(input);
    return {};
  } catch (error) {
    return (error as { fields?: object }).fields;
  }
}

describe("postcodes", () => {
  it.each([
    ["US", "94110 94110-1234", "9411 ABCDE 941101"],
    ["CA", "H2X3P9 h2x-3p9", "H2X D2X3P9 H2X3PO"],
    ["GB", "EC1A1BB SW1A2AA m11ae GIR0AA", "12345 SW1A EC1A1B"],
    ["DE", "10115 01067", "1011 00000 D10115"],
    ["FR", "75001 20090", "7500 00100"],
    ["JP", "100-0001 1000001 １００-０００１", "100 100-00"],
    ["AU", "2000 0800", "200 20000"],
    ["CN", "100007", "10000 1000071 abcdef"],
    ["NL", "1011AB", "0011AB 1011"],
  ])("of %s can be %s, cannot be %s", (country, good, bad) => {
    for (const code of good.split(" ")) expect([code, judgePostcode(country, code)]).toEqual([code, null]);
    for (const code of bad.split(" "))
      expect([code, judgePostcode(country, code)]).toEqual([code, "ill_formed"]);
  });

  it("with a blank inside are good, none is missing but in China, and of what is not known nothing is said", () => {
    expect(judgePostcode("GB", "SW1A 2AA")).toBeNull();
    expect(judgePostcode("CA", "H2X 3P9")).toBeNull();
    expect(judgePostcode("US", "")).toBe("missing");
    expect(judgePostcode("CN", "")).toBeNull();
    expect(judgePostcode("XK", "anything")).toBeNull();
  });
});

describe("phone numbers", () => {
  it.each([
    ["CN", "138 0013 8000", null],
    ["CN", "+86-138-0013-8000", null],
    ["CN", "１３８００１３８０００", null],
    ["CN", "1380013800", "digits"],
    ["CN", "138001380000", "digits"],
    ["CN", "8613800138", "digits"],
    ["CN", "010-64000000", "ill_formed"],
    ["US", "(415) 555-0100", null],
    ["US", "12", "ill_formed"],
    ["FR", "", null],
  ])("in %s, %s is %s", (country, text, answer) => {
    expect(judgePhone(country, plainPhone(text))).toBe(answer);
  });
});

describe("details", () => {
  it("take names of any script, emoji too, and keep them as they are", () => {
    const name = "Zoë 林若水 🍵👩‍👩‍👧 O’Neill";
    expect(judgeDetails(given({ address: { ...address, name } })).address.name).toBe(name);
  });

  it("refuse a name of 500 characters at its field", () => {
    expect(() => judgeDetails(given({ address: { ...address, name: "名".repeat(500) } }))).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: "too_big", path: ["address", "name"] })],
      }),
    );
  });

  it("keep a listed province by its code, and name a city that is a province once", () => {
    const us = { ...address, country: "US", province: "california", postcode: "94110" };
    expect(judgeDetails(given({ address: us })).address.province).toBe("CA");
    const beijing = { ...address, province: "北京", city: "" };
    expect(judgeDetails(given({ address: beijing })).address).toMatchObject({
      province: "北京市",
      city: "北京市",
    });
    expect(faultsOf(given({ address: { ...address, province: "广东", city: "" } }))).toEqual({
      "address.city": "missing",
    });
  });

  it("of an order that is fetched are who and how to be reached", () => {
    const pickup = given({ delivery: "pickup", address: { ...address, province: "", city: "", line1: "" } });
    expect(judgeDetails(pickup).address).toMatchObject({ name: address.name, country: "CN", line1: "" });
    expect(faultsOf({ ...pickup, phone: "" })).toEqual({ phone: "missing" });
    expect(faultsOf({ ...pickup, phone: "", delivery: "none", shippingRateId: "" })).toEqual({});
    expect(faultsOf({ ...pickup, phone: "", email: "", delivery: "none" })).toEqual({ email: "missing" });
  });

  it("say everything that is wrong at once, with the way of delivery", () => {
    const bad = { ...address, province: "广东", name: " ", city: "", postcode: "12" };
    expect(faultsOf(given({ email: "x", phone: "1380013800", address: bad, shippingRateId: "" }))).toEqual({
      email: "ill_formed",
      phone: "digits",
      "address.name": "missing",
      "address.city": "missing",
      "address.postcode": "ill_formed",
      shippingRateId: "missing",
    });
  });
});
