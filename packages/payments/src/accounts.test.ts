import { generateKeyPairSync } from "node:crypto";
import { openStore, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createStore } from "@hutong/stores";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listAccounts } from "./account-settings.ts";
import { connectAccount } from "./accounts.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  const { storeId } = await createStore(database.cell, {
    handle: "sealed",
    name: { en: "Shop" },
    country: "CN",
    currency: "CNY",
    timezone: "Asia/Shanghai",
    locale: "en",
    locales: ["en"],
    isTest: true,
  });
  ctx = openStore(database.cell, storeId, { actor: system, locale: "en" });
});
afterAll(() => database.drop());

const title = { en: "WeChat Pay" };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const credentials = {
  mchid: "1900000001",
  appid: "wx0123456789abcdef",
  serialNo: "A".repeat(40),
  privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
  apiV3Key: "0123456789abcdef0123456789abcdef",
};

it("sends no store's calls to a host that its credentials name, unless the operator permits simulators", async () => {
  const named = { ...credentials, apiBase: "http://169.254.169.254" };
  await expect(
    connectAccount(ctx, { provider: "wechat-pay", title, credentials: named }),
  ).rejects.toMatchObject({
    code: "credentials_invalid",
    params: { field: "apiBase", why: "simulators_not_allowed" },
  });
  expect(await listAccounts(ctx)).toEqual([]);
});

it("keeps no credential that can be read in the database", async () => {
  await connectAccount(ctx, { provider: "wechat-pay", title, credentials });
  const [row] =
    await database.owner`select credentials from payment_accounts where store_id = ${ctx.storeId}`;
  for (const secret of [credentials.apiV3Key, credentials.mchid, "PRIVATE KEY"]) {
    expect(row!.credentials).not.toContain(secret);
  }
  expect(JSON.stringify(await listAccounts(ctx))).not.toContain(credentials.apiV3Key);
});
