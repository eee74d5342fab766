import { expect, it } from "vitest";
import type { HeadRow } from "./cart-rows.ts";
import type { Way } from "./delivery/ways.ts";
import { taxedPlace } from "./taxed-place.ts";

const head = { country: "CN" } as HeadRow;
const to = { country: "US", province: "CA", city: "Los Angeles", district: "", postcode: "90012" };
const unknown = { country: "", province: "", city: "", district: "", postcode: "" };
const shop = { country: "US", province: "OR", city: "Portland", district: "", postcode: "97201" };
const fetched = { kind: "pickup", place: { address: { ...shop, line1: "1 Pine St" } } } as Way;

it("taxes what is sent where it goes, what is fetched where it lies, and what nobody brings at home", () => {
  expect(taxedPlace(head, { kind: "ship" } as Way, to)).toEqual(to);
  expect(taxedPlace(head, fetched, to)).toEqual(shop);
  expect(taxedPlace(head, { kind: "none" }, to)).toEqual(to);
  expect(taxedPlace(head, { kind: "none" }, unknown)).toEqual({ ...unknown, country: "CN" });
});
