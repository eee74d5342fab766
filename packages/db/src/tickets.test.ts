import { randomBytes } from "node:crypto";
import { newId, type StoreId } from "@hutong/kernel";
import { expect, test } from "vitest";
import { readTicket, signTicket } from "./tickets.ts";

const master = randomBytes(32);
const given = {
  storeId: newId() as string as StoreId,
  attemptId: newId<"payment-attempt">(),
  purpose: "pay" as const,
  expiresAt: 1_800_000_000,
};

test("a ticket says what was signed, and no two are the same", () => {
  const [one, other] = [signTicket(master, given), signTicket(master, given)];
  expect(readTicket(master, one)).toMatchObject(given);
  expect(one).toMatch(/^[\w-]{86}$/);
  expect(one).not.toBe(other);
});

test("a ticket with any bit changed, of another key or of another length is none", () => {
  const bytes = Buffer.from(signTicket(master, given), "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(readTicket(master, changed.toString("base64url"))).toBeNull();
  }
  expect(readTicket(randomBytes(32), bytes.toString("base64url"))).toBeNull();
  for (const text of ["", "x", "x".repeat(86), `${bytes.toString("base64url")}A`])
    expect(readTicket(master, text)).toBeNull();
});
