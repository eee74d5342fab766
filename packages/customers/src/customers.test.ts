import { guest, openStore, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createClock } from "@hutong/kernel";
import { createStore } from "@hutong/stores";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  contactOf,
  endAllSessions,
  endSession,
  findSession,
  getProfile,
  openCode,
  proveContact,
  readContact,
  requestCode,
  setPassword,
  signInByCode,
  signInByPassword,
  sweepCustomers,
} from "./index.ts";

let database: TestDatabase;
const clock = createClock();
const from = { address: "192.0.2.7", host: "tea.localhost" };
let stores = 0;

async function openTestStore(): Promise<StoreContext> {
  stores += 1;
  const { storeId } = await createStore(database.cell, {
    handle: `people-${stores}`,
    name: { en: "Tea" },
    country: "CN",
    currency: "CNY",
    timezone: "Asia/Shanghai",
    locale: "en",
    locales: ["en"],
    isTest: true,
  });
  return openStore(database.cell, storeId, { actor: guest, locale: "en", clock });
}

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const asPlatform = (ctx: StoreContext) => ctx.as({ actor: system });
const asCustomer = (ctx: StoreContext, id: string) => ctx.as({ actor: { kind: "customer", id } });

/** The code as the worker reads it for sending. */
async function codeFor(ctx: StoreContext, contact: string, address = from.address): Promise<string> {
  await requestCode(ctx, { contact }, { address });
  const known = readContact(contact).contact;
  const [row] =
    await database.owner`select id from customer_codes where store_id = ${ctx.storeId} and contact = ${known}`;
  return (await openCode(asPlatform(ctx), { codeId: row!.id as string }))!.code;
}

async function signIn(ctx: StoreContext, contact: string) {
  return await signInByCode(ctx, { contact, code: await codeFor(ctx, contact) }, from);
}

test.each([
  ["Lin@Example.COM ", "lin@example.com"],
  ["138 0013 8000", "13800138000"],
  ["+86-138-0013-8000", "13800138000"],
  ["１３８００１３８０００", "13800138000"],
  ["+44 20 7946 0958", "+442079460958"],
])("%s is recognised as %s", (typed, contact) => {
  expect(readContact(typed).contact).toBe(contact);
});

test.each([
  ["", "contact_missing"],
  ["lin@", "contact_invalid"],
  ["someone", "contact_invalid"],
  ["1380013800", "phone_invalid"],
  ["12800138000", "phone_invalid"],
  ["+86 1280013800", "phone_invalid"],
])("%j is refused with %s", (typed, code) => {
  expect(() => readContact(typed)).toThrow(expect.objectContaining({ code, field: "contact" }));
});

test("a guest's number is the same with and without 86", () => {
  expect(contactOf({ email: null, phone: "+8613800138000" })).toBe("13800138000");
});

test("the same address in two stores is two people, and a session of one is nobody in the other", async () => {
  const [one, two] = [await openTestStore(), await openTestStore()];
  const a = await signIn(one, "lin@example.com");
  const b = await signIn(two, "lin@example.com");
  expect(a.customerId).not.toBe(b.customerId);
  expect(await findSession(one, { token: a.token, host: from.host })).toMatchObject({ id: a.customerId });
  expect(await findSession(two, { token: a.token, host: from.host })).toBeNull();
  expect(await findSession(one, { token: a.token, host: "other.localhost" })).toBeNull();
});

test("a code works once, and neither it nor the session can be read in the database", async () => {
  const ctx = await openTestStore();
  const code = await codeFor(ctx, "once@example.com");
  const [kept] = await database.owner`select * from customer_codes where store_id = ${ctx.storeId}`;
  expect(JSON.stringify(kept)).not.toContain(code);
  const { token } = await signInByCode(ctx, { contact: "once@example.com", code: ` ${code} ` }, from);
  const [session] = await database.owner`select * from customer_sessions where store_id = ${ctx.storeId}`;
  expect(JSON.stringify(session)).not.toContain(token);
  await expect(signInByCode(ctx, { contact: "once@example.com", code }, from)).rejects.toMatchObject({
    code: "code_expired",
  });
});

test("five wrong tries end a code, at once or not; then the right one is worth nothing", async () => {
  const ctx = await openTestStore();
  const contact = "guessed@example.com";
  const code = await codeFor(ctx, contact);
  const wrong = code === "000000" ? "000001" : "000000";
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, () => signInByCode(ctx, { contact, code: wrong }, from)),
  );
  const codes = tries.map((one) => (one as PromiseRejectedResult).reason.code);
  expect(codes.filter((one) => one === "code_wrong")).toHaveLength(4);
  expect(codes.filter((one) => one === "code_expired")).toHaveLength(8);
  await expect(signInByCode(ctx, { contact, code }, from)).rejects.toMatchObject({ code: "code_expired" });
});

test("a code is over after ten minutes, and a newer one ends the older", async () => {
  const ctx = await openTestStore();
  const contact = "late@example.com";
  const old = await codeFor(ctx, contact);
  const code = await codeFor(ctx, contact);
  if (old !== code)
    await expect(signInByCode(ctx, { contact, code: old }, from)).rejects.toMatchObject({
      code: "code_wrong",
    });
  const later = createClock();
  later.advance(10 * 60_000 + 1000);
  await expect(signInByCode(ctx.as({ clock: later }), { contact, code }, from)).rejects.toMatchObject({
    code: "code_expired",
  });
  await expect(signInByCode(ctx, { contact, code }, from)).resolves.toMatchObject({});
});

test("codes are limited for an address and for a network address, and answer the same for everybody", async () => {
  const ctx = await openTestStore();
  const ask = (contact: string, address: string) => requestCode(ctx, { contact }, { address });
  await signIn(ctx, "known@example.com");
  expect(await ask("known@example.com", "192.0.2.50")).toEqual({
    kind: "email",
    contact: "known@example.com",
  });
  expect(await ask("nobody@example.com", "192.0.2.50")).toEqual({
    kind: "email",
    contact: "nobody@example.com",
  });
  for (let round = 0; round < 3; round += 1) await ask("known@example.com", "192.0.2.51");
  await expect(ask("known@example.com", "192.0.2.52")).rejects.toMatchObject({ code: "too_many_tries" });
  for (let round = 0; round < 60; round += 1) await ask(`a${round}@example.com`, "192.0.2.60");
  await expect(ask("b@example.com", "192.0.2.60")).rejects.toMatchObject({ code: "too_many_tries" });
});

test("a password: set after a code, signs in, is said before it is changed, and ends other sessions", async () => {
  const ctx = await openTestStore();
  const contact = "password@example.com";
  const { customerId, token } = await signIn(ctx, contact);
  const other = await signIn(ctx, contact);
  const own = asCustomer(ctx, customerId);
  await expect(signInByPassword(ctx, { contact, password: "correct horse" }, from)).rejects.toMatchObject({
    code: "password_wrong",
  });
  await setPassword(own, { password: "correct horse", current: "", token });
  expect(await findSession(ctx, { token: other.token, host: from.host })).toBeNull();
  expect(await findSession(ctx, { token, host: from.host })).not.toBeNull();
  await signInByPassword(ctx, { contact, password: "correct horse" }, from);
  for (const wrong of [
    { contact, password: "wrong" },
    { contact: "never@example.com", password: "correct horse" },
  ])
    await expect(signInByPassword(ctx, wrong, from)).rejects.toMatchObject({ code: "password_wrong" });
  const later = createClock();
  later.advance(61 * 60_000);
  const hourOn = own.as({ clock: later });
  expect(await getProfile(hourOn)).toMatchObject({ hasPassword: true, needsPassword: true });
  await expect(
    setPassword(hourOn, { password: "another one", current: "wrong", token }),
  ).rejects.toMatchObject({ code: "password_wrong", field: "current" });
  await setPassword(hourOn, { password: "another one", current: "correct horse", token });
  await signInByPassword(ctx, { contact, password: "another one" }, from);
  await expect(setPassword(own, { password: "short", current: "", token })).rejects.toMatchObject({
    code: "password_too_short",
  });
});

test("a phone is added to an account: both sign in, another's is refused", async () => {
  const ctx = await openTestStore();
  const { customerId } = await signIn(ctx, "two@example.com");
  const own = asCustomer(ctx, customerId);
  const phone = "13900139000";
  await proveContact(own, { contact: phone, code: await codeFor(ctx, phone) }, from);
  expect((await signIn(ctx, phone)).customerId).toBe(customerId);
  expect(await getProfile(own)).toMatchObject({ email: "two@example.com", phone });
  const stranger = await signIn(ctx, "stranger@example.com");
  await expect(
    proveContact(
      asCustomer(ctx, stranger.customerId),
      { contact: phone, code: await codeFor(ctx, phone) },
      from,
    ),
  ).rejects.toMatchObject({ code: "contact_taken" });
  expect((await signIn(ctx, phone)).customerId).toBe(customerId);
});

test("signing out here, everywhere, and by time; what is over is swept", async () => {
  const ctx = await openTestStore();
  const contact = "out@example.com";
  const [a, b, c] = [await signIn(ctx, contact), await signIn(ctx, contact), await signIn(ctx, contact)];
  const find = (token: string, at = ctx) => findSession(at, { token, host: from.host });
  await endSession(ctx, { token: a.token });
  expect([await find(a.token), (await find(b.token))?.id]).toEqual([null, b.customerId]);
  await endAllSessions(asCustomer(ctx, b.customerId));
  expect([await find(b.token), await find(c.token)]).toEqual([null, null]);
  const last = await signIn(ctx, contact);
  const later = createClock();
  later.advance(30 * 86_400_000 + 1000);
  expect(await find(last.token, ctx.as({ clock: later }))).toBeNull();
  expect(await sweepCustomers(asPlatform(ctx))).toBeGreaterThan(29 * 86_400);
  expect(await sweepCustomers(asPlatform(ctx).as({ clock: later }))).toBeNull();
  const left = await database.owner`select 1 from customer_sessions where store_id = ${ctx.storeId}`;
  expect(left).toHaveLength(0);
});
