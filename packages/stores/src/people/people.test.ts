import { openStore } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addMember,
  changeMemberRole,
  createStore,
  createUser,
  findMembership,
  findSession,
  listMembers,
  listMemberships,
  removeMember,
  requestPasswordReset,
  resendVerification,
  resetPassword,
  signIn,
  signUp,
  verifyEmail,
} from "../index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const here = { address: "192.0.2.1" };
const person = { name: "若水", password: "correct horse", locale: "zh-CN" as const };

async function mailedToken(userId: string, template: string): Promise<string> {
  const [row] = await database.owner`select payload->>'token' as token from platform_outbox
    where kind = 'user-mail' and payload->>'userId' = ${userId} and payload->>'template' = ${template}
    order by created_at desc limit 1`;
  return row!.token as string;
}

test("a person signs up, proves the address once, and signs in", async () => {
  const { cell } = database;
  const { userId } = await signUp(cell, { ...person, email: " Ruoshui@Example.com " }, here);
  const { token } = await signIn(cell, { email: "ruoshui@example.com", password: person.password }, here);
  expect(await findSession(cell, token)).toMatchObject({ id: userId, name: "若水", isVerified: false });

  const link = await mailedToken(userId, "verify-email");
  await verifyEmail(cell, { token: link });
  expect(await findSession(cell, token)).toMatchObject({ isVerified: true });
  await expect(verifyEmail(cell, { token: link })).rejects.toMatchObject({ code: "link_expired" });
  expect(await resendVerification(cell, userId)).toBe(false);
});

test("what is kept of passwords, sessions and links cannot be used", async () => {
  const { cell, owner } = database;
  const { userId } = await signUp(cell, { ...person, email: "kept@example.com" }, here);
  const { token } = await signIn(cell, { email: "kept@example.com", password: person.password }, here);
  const link = await mailedToken(userId, "verify-email");
  const [user] = await owner`select password_hash from users where id = ${userId}`;
  expect(user!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const kept = await owner`select token_hash from user_sessions union all select token_hash from user_tokens`;
  const hashes = kept.map((row) => row.token_hash);
  expect(hashes).not.toContain(token);
  expect(hashes).not.toContain(link);
});

test.each([
  [{ email: "not an address" }, "email_invalid", "email"],
  [{ password: "1234567" }, "password_too_short", "password"],
  [{ password: "x".repeat(201) }, "password_too_long", "password"],
  [{ name: " \u200b " }, "name_missing", "name"],
])("sign-up refuses %o with a code and a field", async (wrong, code, field) => {
  const input = { ...person, email: "fine@example.com", ...wrong };
  await expect(signUp(database.cell, input, here)).rejects.toMatchObject({ kind: "invalid", code, field });
  const rows = await database.owner`select 1 from users where email = 'fine@example.com'`;
  expect(rows).toHaveLength(0);
});

test("an address has one account", async () => {
  await signUp(database.cell, { ...person, email: "once@example.com" }, here);
  await expect(signUp(database.cell, { ...person, email: "ONCE@example.com" }, here)).rejects.toMatchObject({
    kind: "conflict",
    code: "email_taken",
    field: "email",
  });
});

test("a reset signs out everywhere, works once, and ends older links", async () => {
  const { cell } = database;
  const email = "forgot@example.com";
  const { userId } = await signUp(cell, { ...person, email }, here);
  const phone = await signIn(cell, { email, password: person.password }, here);
  const desk = await signIn(cell, { email, password: person.password }, here);
  await requestPasswordReset(cell, { email }, here);
  const older = await mailedToken(userId, "reset-password");
  await requestPasswordReset(cell, { email }, here);
  const link = await mailedToken(userId, "reset-password");
  await expect(resetPassword(cell, { token: older, password: "new password" })).rejects.toMatchObject({
    code: "link_expired",
  });
  await resetPassword(cell, { token: link, password: "new password" });
  expect(await findSession(cell, phone.token)).toBeNull();
  expect(await findSession(cell, desk.token)).toBeNull();
  await expect(signIn(cell, { email, password: person.password }, here)).rejects.toMatchObject({
    code: "sign_in_wrong",
  });
  await signIn(cell, { email, password: "new password" }, here);
  await expect(resetPassword(cell, { token: link, password: "another one" })).rejects.toMatchObject({
    code: "link_expired",
  });
});

test("asking for a reset of an unknown address answers the same and mails nobody", async () => {
  const count = () => database.owner`select count(*)::int as n from platform_outbox`;
  const [before] = await count();
  await expect(
    requestPasswordReset(database.cell, { email: "nobody@example.com" }, here),
  ).resolves.toBeUndefined();
  expect(await count()).toEqual([before]);
});

test("an expired link and an expired session are worth nothing", async () => {
  const { cell, owner } = database;
  const { userId } = await signUp(cell, { ...person, email: "late@example.com" }, here);
  const { token } = await signIn(cell, { email: "late@example.com", password: person.password }, here);
  await owner`update user_tokens set expires_at = now() where user_id = ${userId}`;
  await owner`update user_sessions set expires_at = now() where user_id = ${userId}`;
  const link = await mailedToken(userId, "verify-email");
  await expect(verifyEmail(cell, { token: link })).rejects.toMatchObject({ code: "link_expired" });
  expect(await findSession(cell, token)).toBeNull();
});

test("tries on one account are refused after ten, sent at once or not, known or unknown, right or wrong", async () => {
  const { cell } = database;
  const email = "target@example.com";
  await signUp(cell, { ...person, email }, here);
  for (const target of [email, "unknown@example.com"]) {
    const tries = await Promise.allSettled(
      Array.from({ length: 60 }, () => signIn(cell, { email: target, password: "wrong" }, here)),
    );
    const codes = tries.map((one) => (one.status === "rejected" ? one.reason.code : "in"));
    expect(codes.filter((code) => code === "sign_in_wrong")).toHaveLength(10);
    expect(codes.filter((code) => code === "too_many_tries")).toHaveLength(50);
  }
  const refusal = signIn(cell, { email, password: person.password }, here);
  await expect(refusal).rejects.toMatchObject({ kind: "limit_reached", params: { minutes: 15 } });
});

test("signing in never counts against the address", async () => {
  const { cell, owner } = database;
  await signUp(cell, { ...person, email: "often@example.com" }, here);
  const elsewhere = { address: "192.0.2.77" };
  for (let round = 0; round < 12; round += 1)
    await signIn(cell, { email: "often@example.com", password: person.password }, elsewhere);
  await expect(
    signIn(cell, { email: "often@example.com", password: "wrong" }, elsewhere),
  ).rejects.toMatchObject({ code: "sign_in_wrong" });
  const rows = await owner`select key from throttles where key like '%often%'`;
  expect(rows).toHaveLength(0);
});

test("members: roles, strangers and the last owner", async () => {
  const { cell } = database;
  const { userId: owner } = await createUser(cell, {
    ...person,
    email: "owner@example.com",
    isVerified: true,
  });
  const { userId: clerk } = await createUser(cell, {
    ...person,
    email: "clerk@example.com",
    isVerified: true,
  });
  const { userId: stranger } = await createUser(cell, {
    ...person,
    email: "else@example.com",
    isVerified: true,
  });
  const { storeId } = await createStore(cell, {
    handle: "tea-house",
    name: "Tea",
    country: "CN",
    currency: "CNY",
    timezone: "Asia/Shanghai",
    locale: "en",
    ownerUserId: owner,
  });
  const ctx = openStore(cell, storeId, { actor: { kind: "staff", id: owner, role: "owner" }, locale: "en" });
  await addMember(ctx, { email: "clerk@example.com", role: "staff" });
  await expect(addMember(ctx, { email: "clerk@example.com", role: "staff" })).rejects.toMatchObject({
    code: "member_already",
  });
  await expect(addMember(ctx, { email: "never@example.com", role: "staff" })).rejects.toMatchObject({
    code: "member_has_no_account",
  });
  expect(await findMembership(cell, clerk, "tea-house")).toMatchObject({ storeId, role: "staff" });
  expect(await findMembership(cell, stranger, "tea-house")).toBeNull();
  expect(await listMemberships(cell, clerk)).toEqual([{ storeId, handle: "tea-house", role: "staff" }]);

  const asClerk = ctx.as({ actor: { kind: "staff", id: clerk, role: "staff" } });
  expect((await listMembers(asClerk)).map((member) => member.role)).toEqual(["owner", "staff"]);
  await expect(removeMember(asClerk, { userId: owner })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(removeMember(ctx, { userId: owner })).rejects.toMatchObject({ code: "last_owner" });
  await expect(changeMemberRole(ctx, { userId: owner, role: "staff" })).rejects.toMatchObject({
    code: "last_owner",
  });
  await expect(removeMember(ctx, { userId: stranger })).rejects.toMatchObject({ code: "member_unknown" });
  await changeMemberRole(ctx, { userId: clerk, role: "owner" });
  await removeMember(asClerk.as({ actor: { kind: "staff", id: clerk, role: "owner" } }), { userId: owner });
  expect(await findMembership(cell, owner, "tea-house")).toBeNull();
});
