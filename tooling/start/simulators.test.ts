import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { createClock, money } from "@hutong/kernel";
import type { RawRequest } from "@hutong/payment-providers";
import {
  alipay,
  sampleAttempt,
  sampleEnvironment,
  stripe,
  wechatPay,
} from "@hutong/payment-providers/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { freePortRow } from "../test/free-port.ts";
import { simulatorFile, tellStripe, writeDemoAccounts } from "./demo-accounts.ts";
import { portsFrom, root } from "./env.ts";

const dataDir = mkdtempSync(join(tmpdir(), "hutong-simulators-"));
const folderOf = () => simulatorFile(dataDir, "");
let ports: ReturnType<typeof portsFrom>;
let child: ChildProcess;
const clock = createClock();
const card = { choice: "card", number: "4242424242424242", expiry: "12 / 34", cvc: "123" };

async function start(): Promise<void> {
  const env = { ...process.env, HUTONG_PORT: String(ports.dashboard), HUTONG_DATA_DIR: dataDir };
  child = spawn(process.execPath, ["tooling/start/simulators.ts"], { cwd: root, env, stdio: "inherit" });
  const isReady = () =>
    fetch(`http://127.0.0.1:${ports.wechatPay}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (child.exitCode === null && !(await isReady())) await wait(20);
}

async function kill(): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

interface Account {
  readonly store: string;
  readonly provider: string;
  readonly credentials: Record<string, string>;
}

function accounts(): readonly Account[] {
  return JSON.parse(readFileSync(writeDemoAccounts(dataDir, ports), "utf8")) as Account[];
}

/** The three accounts as the platform uses them. */
function connectAll() {
  const given = (id: string) => accounts().find(({ provider }) => provider === id)!.credentials;
  return {
    wechatPay: wechatPay.connect(
      wechatPay.credentials.parse(given("wechat-pay")),
      sampleEnvironment({ clock }),
    ),
    alipay: alipay.connect(alipay.credentials.parse(given("alipay")), sampleEnvironment({ clock })),
    stripe: stripe.connect(stripe.credentials.parse(given("stripe")), sampleEnvironment({ clock })),
  };
}

/** Payments that were begun in each way, each with the page on which it is paid. */
async function begin() {
  const connected = connectAll();
  const yuan = sampleAttempt({ expiresAt: new Date(clock.now().getTime() + 3_600_000) });
  const scanned = await connected.wechatPay.start(yuan);
  if (scanned.kind !== "action-required" || scanned.action.kind !== "qr-code") throw new Error("no code");
  const opened = await connected.alipay.start(yuan);
  if (opened.kind !== "action-required" || opened.action.kind !== "redirect") throw new Error("no page");
  const dollars = { ...yuan, amount: money(6600, "USD") };
  const hosted = await connected.stripe.start(dollars);
  if (hosted.kind !== "action-required" || hosted.action.kind !== "redirect") throw new Error("no page");
  // The gateway leads to the cashier, whose address the customer has then.
  const cashier = (await fetch(opened.action.url)).url;
  return {
    yuan,
    dollars: { ...dollars, reference: hosted.reference! },
    pages: { wechatPay: scanned.action.demoPhoneUrl!, alipay: cashier, stripe: hosted.action.url },
  };
}

async function choose(page: string, form: Record<string, string>): Promise<number> {
  return (await fetch(page, { method: "POST", body: new URLSearchParams(form), redirect: "manual" })).status;
}

beforeAll(async () => {
  ports = portsFrom(await freePortRow(8));
});
afterEach(kill);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("accounts and open payments outlive the process, however it ends", async () => {
  await start();
  const before = accounts();
  expect(before.map(({ store, provider }) => [store, provider])).toEqual([
    ["demo", "wechat-pay"],
    ["demo", "alipay"],
    ["street", "stripe"],
  ]);
  const { yuan, dollars, pages } = await begin();
  await kill();
  await start();
  expect(accounts()).toEqual(before);
  const connected = connectAll();
  expect(await connected.wechatPay.check!()).toMatchObject({ kind: "works" });
  expect(await connected.alipay.check!()).toMatchObject({ kind: "works" });
  expect(await connected.stripe.check!()).toMatchObject({ kind: "works" });
  expect(await choose(pages.wechatPay, { choice: "pay" })).toBe(200);
  expect(await choose(pages.alipay, { choice: "pay" })).toBe(303);
  expect(await choose(pages.stripe, card)).toBe(303);
  const paid = { kind: "paid", payments: [{ amount: yuan.amount }] };
  expect(await connected.wechatPay.fetch(yuan)).toMatchObject(paid);
  expect(await connected.alipay.fetch(yuan)).toMatchObject(paid);
  expect(await connected.stripe.fetch(dollars)).toMatchObject({
    ...paid,
    payments: [{ amount: dollars.amount }],
  });
});

test("a payment that was forgotten ends, and was never paid", async () => {
  await start();
  const { yuan, dollars, pages } = await begin();
  await kill();
  for (const name of ["wechat-pay", "alipay", "stripe"]) rmSync(join(folderOf(), `${name}.books`));
  await start();
  for (const page of [pages.wechatPay, pages.alipay]) expect((await fetch(page)).status).toBe(409);
  expect((await fetch(pages.stripe)).status).toBe(404);
  const connected = connectAll();
  expect(await connected.wechatPay.fetch(yuan)).toEqual({ kind: "pending" });
  expect(await connected.alipay.fetch(yuan)).toEqual({ kind: "pending" });
  // Of a session that is gone nothing is known; the shop gives up asking after a day.
  await expect(connected.stripe.fetch(dollars)).rejects.toThrow("refused");
  expect(await connected.wechatPay.cancel(yuan)).toMatchObject({ kind: "declined" });
  const late = { ...yuan, expiresAt: new Date(clock.now().getTime() - 120_000) };
  expect(await connected.alipay.cancel(late)).toMatchObject({ kind: "declined" });
});

test("Stripe's notices go to the store's account", async () => {
  await start();
  const heard = Promise.withResolvers<RawRequest & { path: string }>();
  const api = createServer(async (message, response) => {
    const { headers, url } = message;
    heard.resolve({ path: url!, headers: headers as Record<string, string>, body: await buffer(message) });
    response.end();
  }).listen(ports.api, "127.0.0.1");
  await tellStripe(dataDir, ports, [{ store: "street", provider: "stripe", id: "account" }]);
  const { dollars, pages } = await begin();
  expect(await choose(pages.stripe, card)).toBe(303);
  const { path, ...request } = await heard.promise;
  expect(path).toBe("/payments/notices/stripe/account");
  const { reply } = await connectAll().stripe.readNotification(request);
  expect(reply.status).toBe(200);
  expect(request.body.toString()).toContain(dollars.id);
  api.closeAllConnections();
  api.close();
});
