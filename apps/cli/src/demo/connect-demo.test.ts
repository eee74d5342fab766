import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { register, type Simulator, startSimulator } from "@hutong/simulator-wechat-pay";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { operate } from "../testing/operate.ts";
import { connectDemo, readDemoAccounts } from "./connect-demo.ts";
import { seedDemo } from "./seed.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
let simulator: Simulator;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  await seedDemo(database.cell);
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});

const wanted = () => [
  { store: "demo", provider: "wechat-pay", credentials: { ...register(simulator.platform) } },
];

const rows = () => database.owner`
  select p.id, p.provider, p.title, p.credentials, p.is_enabled, p.checked
  from payment_accounts p join stores s on s.store_id = p.store_id where s.handle = 'demo' order by p.position, p.id`;

test("stores that were seeded before are connected, once, and what the merchant set stays", async () => {
  const before = await rows();
  const accounts = wanted();
  const first = await connectDemo(database.cell, accounts);
  expect(first).toMatchObject([{ store: "demo", provider: "wechat-pay" }]);
  const connected = await rows();
  expect(connected.slice(0, -1)).toEqual(before);
  const checked = { kind: "works" };
  expect(connected.at(-1)).toMatchObject({ provider: "wechat-pay", is_enabled: true, checked });

  expect(await connectDemo(database.cell, accounts)).toEqual(first);
  expect(await rows()).toEqual(connected);

  await database.owner`update payment_accounts set title = '{"en":"Mine"}', is_enabled = false
    where provider = 'wechat-pay'`;
  expect(await connectDemo(database.cell, wanted())).toEqual(first);
  const after = await rows();
  expect(after).toHaveLength(connected.length);
  expect(after.at(-1)).toMatchObject({ title: { en: "Mine" }, is_enabled: false, checked });
  expect(after.at(-1)!.credentials).not.toBe(connected.at(-1)!.credentials);
});

test("keys that the simulator does not know are refused, and nothing is kept", async () => {
  const before = await rows();
  const [account] = wanted();
  const { serialNo } = register(simulator.platform);
  const mixed = { ...account!, credentials: { ...account!.credentials, serialNo } };
  await expect(connectDemo(database.cell, [mixed])).rejects.toMatchObject({ code: "credentials_invalid" });
  expect(await rows()).toEqual(before);
});

test("a store that is gone, or sells in earnest, is passed over", async () => {
  const before = await rows();
  expect(await connectDemo(database.cell, [{ ...wanted()[0]!, store: "gone" }])).toEqual([]);
  await database.owner`update stores set is_test = false where handle = 'demo'`;
  expect(await connectDemo(database.cell, wanted())).toEqual([]);
  await database.owner`update stores set is_test = true where handle = 'demo'`;
  expect(await rows()).toEqual(before);
});

test.each([
  {},
  [{ store: "demo" }],
  [{ store: "demo", provider: "stripe", credentials: { secretKey: "sk_live_x", webhookSecret: "whsec_x" } }],
])("%j is no list of accounts at simulators", (given) => {
  expect(() => readDemoAccounts(given)).toThrow(expect.objectContaining({ code: "credentials_invalid" }));
});

test("by the command line they are connected only where the operator allows simulators", async () => {
  const hutong = operate(database, process.env);
  const file = join(hutong.folder, "accounts.json");
  const accounts = wanted();
  writeFileSync(file, JSON.stringify(accounts), { mode: 0o600 });
  const seed = ["demo", "seed", "--json", "--payments", file];
  const refused = await hutong.run(seed, { HUTONG_SIMULATORS: "http://127.0.0.1:9" });
  expect([refused.code, refused.json().error?.code]).toEqual([1, "credentials_invalid"]);
  const done = await hutong.run(seed, { HUTONG_SIMULATORS: simulator.origin });
  expect(done.json(), done.err).toMatchObject({ seeded: false, accounts: [{ store: "demo" }] });
  expect(done.out).not.toContain(accounts[0]!.credentials.apiV3Key);
  hutong.end();
}, 60_000);
