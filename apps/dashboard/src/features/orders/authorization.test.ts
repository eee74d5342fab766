import { expect, test } from "vitest";
import { lapsesWhen, lookEvery } from "./authorization.ts";

const now = new Date("2026-01-05T10:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test.each([
  [null, "unknown"],
  [inHours(24), "later"],
  [inHours(23.9), "soon"],
  [inHours(0), "past"],
  [inHours(-1), "past"],
] as const)("reserved until %s lapses: %s", (expiresAt, when) => {
  expect(lapsesWhen(expiresAt, now)).toBe(when);
});

test("an order is looked at often only while its money moves", () => {
  const reserved = (state: "held" | "capturing" | "captured" | "voiding" | "voided") => ({
    authorization: {
      amount: 6600,
      currency: "USD",
      expiresAt: null,
      state,
      captureAmount: null,
      isOnFulfilment: false,
    },
  });
  const often = (["held", "capturing", "captured", "voiding", "voided"] as const).filter(
    (state) => lookEvery(reserved(state)) === 2_000,
  );
  expect(often).toEqual(["capturing", "voiding"]);
  expect(lookEvery({ authorization: null })).toBe(15_000);
  expect(lookEvery(undefined)).toBe(15_000);
});
