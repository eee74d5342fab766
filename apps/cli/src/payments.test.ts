import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { register, registerSub, type Simulator, startSimulator } from "@hutong/simulator-wechat-pay";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operate } from "./testing/operate.ts";

let database: TestDatabase;
let simulator: Simulator;
let hutong: ReturnType<typeof operate>;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  hutong = operate(database, process.env);
});
afterAll(async () => {
  hutong.end();
  await simulator.stop();
  await database.drop();
});

function write(name: string, value: object): string {
  const file = join(hutong.folder, name);
  writeFileSync(file, JSON.stringify(value), { mode: 0o600 });
  return file;
}

const permitted = { HUTONG_SIMULATORS: "1" };
const wechatPay = ["--provider", "wechat-pay", "--json", "--credentials"];

test("the platform's own account is connected, and a store as its sub-merchant", async () => {
  const provider = register(simulator.platform, { isServiceProvider: true });
  const sub = write("sub.json", registerSub(simulator.platform, provider.mchid));
  const store = ["--owner", "li@example.com", "--currency", "CNY", "--language", "zh-CN", "--country", "CN"];
  for (const handle of ["kiln", "eaves"])
    expect((await hutong.run(["store", "create", "--handle", handle, ...store, "--json"])).code).toBe(0);
  const connect = (handle: string) =>
    hutong.run(["payments", "connect", "--store", handle, ...wechatPay, sub], permitted);
  const early = await connect("kiln");
  expect([early.code, early.json().error?.code]).toEqual([1, "platform_account_missing"]);

  const file = write("provider.json", { ...provider, companyName: "胡同电子商务有限公司" });
  const platform = ["payments", "connect-platform", ...wechatPay, file];
  const refused = await hutong.run(platform);
  expect([refused.code, refused.json().error?.code]).toEqual([1, "credentials_invalid"]);
  const done = await hutong.run(platform, permitted);
  expect(done.code, done.err).toBe(0);
  expect(done.json()).toMatchObject({
    provider: "wechat-pay",
    check: "works",
    noticesAt: expect.stringMatching(/\/payments\/notices\/wechat-pay\/platform$/),
  });
  expect(done.out).not.toContain(provider.apiV3Key);

  const connected = (await connect("kiln")).json();
  expect(connected).toMatchObject({ provider: "wechat-pay" });
  const share = (handle: string, percent: string) =>
    hutong.run(
      [
        "payments",
        "share",
        "--store",
        handle,
        "--account",
        String(connected.accountId),
        "--percent",
        percent,
        "--json",
      ],
      permitted,
    );
  expect((await share("kiln", "0.29")).json()).toEqual({ accountId: connected.accountId, basisPoints: 29 });
  expect((await share("kiln", "0")).json()).toMatchObject({ basisPoints: 0 });
  const wrong = [await share("kiln", "30.01"), await share("kiln", "0.123"), await share("eaves", "0.6")];
  expect(wrong.map((one) => [one.code, one.json().error?.code])).toEqual([
    [1, "share_too_large"],
    [1, "share_invalid"],
    [1, "account_not_found"],
  ]);
  const taken = await connect("eaves");
  expect([taken.code, taken.json().error?.code]).toEqual([1, "sub_account_taken"]);
  const other = await hutong.run([
    "payments",
    "connect-platform",
    "--provider",
    "manual",
    "--json",
    "--credentials",
    sub,
  ]);
  expect([other.code, other.json().error?.code]).toEqual([1, "provider_has_no_platform_account"]);
}, 120_000);
