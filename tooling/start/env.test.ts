import { expect, test } from "vitest";
import { readSettings, root, startsSimulators } from "./env.ts";
import { readSeeded } from "./platform.ts";

test("ports are a row, and the data folder is absolute", () => {
  const { ports, dataDir } = readSettings([], { HUTONG_PORT: "4100", HUTONG_DATA_DIR: "elsewhere" });
  expect(ports).toEqual({
    ...{ dashboard: 4100, storefront: 4101, api: 4102, database: 4103, worker: 4104 },
    ...{ wechatPay: 4105, alipay: 4106, stripe: 4107 },
  });
  expect(dataDir).toBe(`${root}elsewhere`);
});

test.each(["0", "x", "65529", "80.5"])("HUTONG_PORT %s is refused", (port) => {
  expect(() => readSettings([], { HUTONG_PORT: port })).toThrow("not a port");
});

test("an unknown argument is refused", () => {
  expect(() => readSettings(["--fast"], {})).toThrow("--fast");
});

test("the owner and the accounts are on the last line that seeding prints", () => {
  const owner = { email: "merchant@hutong.example", password: "p" };
  const accounts = [{ store: "street", provider: "stripe", id: "1" }];
  expect(readSeeded(`note\n${JSON.stringify({ seeded: true, owner, accounts })}\n`)).toEqual({
    owner,
    accounts,
  });
  expect(readSeeded(`{"seeded":false}`)).toEqual({ owner: null, accounts: [] });
});

test("simulators start with the demo stores where nobody has decided", () => {
  expect(startsSimulators({})).toBe(true);
  expect(
    startsSimulators({ HUTONG_PORT: "4100", HUTONG_DATA_DIR: "elsewhere", NODE_ENV: "development" }),
  ).toBe(true);
});

test.each([
  { HUTONG_SIMULATORS: "0" },
  { HUTONG_SIMULATORS: "1" },
  { HUTONG_DEMO: "0" },
  { NODE_ENV: "production" },
  { DATABASE_URL: "postgres://db/hutong" },
  { DATABASE_POOL_URL: "postgres://pool/hutong" },
  { DATABASE_APP_URL: "postgres://app@db/hutong" },
  { HUTONG_MASTER_KEY: "k" },
  { HUTONG_API_ORIGIN: "https://api.example.com" },
  { HUTONG_PAY_ORIGIN: "https://pay.example.com" },
  { HUTONG_DASHBOARD_URL: "https://hutong.example.com" },
  { HUTONG_STOREFRONT_URL: "https://{handle}.example.com" },
  { HUTONG_PROTOCOL: "https" },
  { SMTP_URL: "smtp://mail.example.com" },
])("none are started with %o", (env) => {
  expect(startsSimulators(env)).toBe(false);
  expect(readSettings([], env).hasSimulators).toBe(false);
});
