import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { settlePayment, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { idempotent, openCell } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createClock, money, newId } from "@hutong/kernel";
import { type Mail, mailboxMailer } from "@hutong/notifications";
import { fulfilOrder, refundOrder } from "@hutong/orders";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startWorker, type Worker } from "./worker.ts";

let database: TestDatabase;
let shop: TestShop;
let folder: string;
const workers: Worker[] = [];

async function start(offsetMs = 0): Promise<Worker> {
  const cell = openCell({ url: database.appUrl, writers: 4, prepare: !process.env.TEST_POOL_URL });
  const worker = await startWorker({
    cell,
    directUrl: database.directUrl,
    mailer: mailboxMailer(folder),
    logger: pino({ level: "silent" }),
    clock: createClock(offsetMs),
  });
  const whole = { ...worker, stop: async () => worker.stop().then(() => cell.end()) };
  workers.push(whole);
  return whole;
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(`${tmpdir()}/hutong-mailbox-`);
  shop = await openTestShop(database);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.drop();
  await rm(folder, { recursive: true });
});

async function mails(): Promise<Mail[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  return await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(`${folder}/${name}`, "utf8")) as Mail),
  );
}

const patiently = { timeout: 15_000, interval: 100 };

async function buy(accountId = shop.accounts.test): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const outcome = await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  const [row] =
    await database.owner`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`;
  return row!.id;
}

it("writes to the customer when an order is placed and when it leaves, once with two workers", async () => {
  await Promise.all([start(), start()]);
  const id = await buy();
  await vi.waitFor(async () => expect(await mails()).toHaveLength(1), patiently);
  await fulfilOrder(shop.staff, { id, carrier: "SF", trackingNumber: "SF1234567890" });
  await vi.waitFor(async () => expect(await mails()).toHaveLength(2), patiently);
  const all = await mails();
  const confirmation = all.find((mail) => mail.subject.includes("we have your order 1001"))!;
  expect(confirmation).toMatchObject({ to: "lin@example.com", fromName: "Test shop", storeId: shop.storeId });
  expect(confirmation.text).toMatch(/Tea · Tin × 1 {2}¥168\.00/);
  expect(confirmation.text).toMatch(/\/orders\/[0-9a-f]{32}[\w-]{24}/);
  expect(all.some((mail) => mail.text.includes("SF SF1234567890"))).toBe(true);
  expect(await database.owner`select count(*)::int as n from outbox`).toEqual([{ n: 0 }]);
});

it("keeps a name that would break a header or a page harmless", async () => {
  const [store] =
    await database.owner`update stores set name = ${{ en: "Evil\r\nBcc: all@example.com<script>" } as never} where store_id = ${shop.storeId} returning store_id`;
  expect(store).toBeTruthy();
  await buy();
  const evil = await vi.waitFor(
    async () =>
      (await mails()).find((mail) => mail.subject.includes("Evil")) ?? Promise.reject(new Error("not yet")),
    patiently,
  );
  expect(evil.subject).not.toMatch(/[\r\n]/);
  expect(evil.html).not.toContain("<script>");
});

it("sends a user the link that counts once, and keeps no token afterwards", async () => {
  const userId = newId<"user">();
  await database.owner`insert into users (id, email, name, password_hash, locale, created_at) values (${userId}, 'chen@example.com', '陈砚', '', 'zh-CN', now())`;
  await database.owner`insert into platform_outbox (id, kind, payload, created_at) values (${newId()}, 'user-mail', ${{ userId, template: "verify-email", token: "tok-123" } as never}, now())`;
  const mail = await vi.waitFor(
    async () =>
      (await mails()).find((one) => one.to === "chen@example.com") ?? Promise.reject(new Error("not yet")),
    patiently,
  );
  expect(mail).toMatchObject({ subject: "确认您的邮箱" });
  expect(mail.text).toContain("/verify-email?token=tok-123");
  await vi.waitFor(
    async () => expect(await database.owner`select 1 from platform_outbox`).toHaveLength(0),
    patiently,
  );
});

it("lets go of what an abandoned checkout holds, once time has passed", async () => {
  const abandoned = await openTestShop(database, { answer: "page", stock: 1 });
  const { checkout } = await readyCheckout(abandoned, abandoned.variants.tin);
  await submitCheckout(abandoned.buyer, {
    checkout,
    accountId: abandoned.accounts.test,
    key: "k",
    returnUrl: "http://x",
  });
  const held = () =>
    database.owner`select available, reserved from stock where store_id = ${abandoned.storeId} and variant_id = ${abandoned.variants.tin}`;
  expect(await held()).toEqual([{ available: 0, reserved: 1 }]);
  await start(17 * 60_000);
  await vi.waitFor(async () => expect(await held()).toEqual([{ available: 1, reserved: 0 }]), patiently);
});

it("forgets the keys of what was asked for three days ago, and no younger ones", async () => {
  const busy = await openTestShop(database);
  const ask = (key: string, hoursAgo: number) => {
    const ctx = busy.platform.as({ clock: createClock(-hoursAgo * 3_600_000) });
    return ctx.write((tx) => idempotent(tx, { operation: "test", key, request: {} }, async () => ({ key })));
  };
  for (const [key, hours] of [
    ["old", 74],
    ["older", 100],
    ["young", 70],
  ] as const)
    await ask(key, hours);
  const keys = async () =>
    (await database.owner`select key from idempotency_keys where store_id = ${busy.storeId}`).map(
      (row) => row.key,
    );
  await start();
  await vi.waitFor(async () => expect(await keys()).toEqual(["young"]), patiently);
  await start(3 * 3_600_000);
  await vi.waitFor(async () => expect(await keys()).toEqual([]), patiently);
  const due = () => database.owner`select 1 from due where store_id = ${busy.storeId} and kind = 'sweep'`;
  await vi.waitFor(async () => expect(await due()).toEqual([]), patiently);
});

it("parks a job that keeps failing and goes on with the others", async () => {
  const [worker] = workers;
  const before = await worker!.parked();
  await database.owner`select graphile_worker.add_job('refund', ${{ storeId: shop.storeId, jobId: newId(), refundId: newId() } as never}::json, max_attempts := 1, job_key := 'parked')`;
  await vi.waitFor(async () => expect(await worker!.parked()).toBe(before + 1), patiently);
  await buy();
  await vi.waitFor(
    async () => expect(await database.owner`select count(*)::int as n from outbox`).toEqual([{ n: 0 }]),
    patiently,
  );
});

it("asks for a refund for weeks that the provider cannot make now, as while the merchant's balance is too low", async () => {
  const silent = await openTestShop(database, { answer: "page" });
  const accountId = silent.accounts.test;
  const { checkout, total } = await readyCheckout(silent, silent.variants.tin);
  await submitCheckout(silent.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  const [attempt] = await database.owner`select id from payment_attempts where store_id = ${silent.storeId}`;
  const payments = [{ id: "bank-1", amount: money(total, "CNY") }];
  const outcome = { kind: "paid" as const, payments };
  await settlePayment(silent.platform, { attemptId: attempt!.id, accountId, source: "notice", outcome });
  const [order] = await database.owner`select id from orders where store_id = ${silent.storeId}`;
  await refundOrder(silent.staff, { id: order!.id, key: newId(), amount: total, note: "" });
  const job = () => database.owner`select attempts, max_attempts from graphile_worker.jobs
    where task_identifier = 'refund' and key <> 'parked'`;
  await vi.waitFor(async () => expect((await job())[0]?.attempts).toBeGreaterThan(0), patiently);
  // Six hours apart at most, once it has been tried ten times.
  expect(((await job())[0]!.max_attempts - 10) / 4).toBeGreaterThanOrEqual(28);
});

it("bears an outbox that was handed over twice: the queue joins both lists", async () => {
  const id = await buy();
  const entry = { storeId: shop.storeId, jobId: newId(), orderId: id };
  await database.owner.begin(async (tx) => {
    for (let times = 0; times < 2; times += 1)
      await tx`select graphile_worker.add_job('order-paid', ${[entry] as never}::json, job_key := 'twice')`;
    const [job] = await tx`select payload from graphile_worker._private_jobs where key = 'twice'`;
    expect(job!.payload).toEqual([entry, entry]);
  });
  await vi.waitFor(
    async () =>
      expect(await database.owner`select 1 from graphile_worker.jobs where key = 'twice'`).toEqual([]),
    patiently,
  );
  expect(await database.owner`select kind from messages where id = ${entry.jobId}`).toEqual([
    { kind: "order-paid" },
  ]);
});

it("forgets a job that was handed over again while a worker, killed since, had it: the second is no less done", async () => {
  const id = await buy();
  const parked = await workers[0]!.parked();
  const entry = { storeId: shop.storeId, jobId: newId(), orderId: id };
  await database.owner.begin(async (tx) => {
    const add =
      () => tx`select * from graphile_worker.add_jobs(array[json_populate_record(null::graphile_worker.job_spec,
      ${{ identifier: "order-paid", payload: [entry], job_key: "again" } as never}::json)])`;
    await add();
    await tx`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() where key = 'again'`;
    await add();
    const jobs = await tx`select key, attempts >= max_attempts as is_over from graphile_worker._private_jobs
      where payload::text like ${`%${entry.jobId}%`} order by id`;
    expect(jobs).toEqual([
      { key: null, is_over: true },
      { key: "again", is_over: false },
    ]);
  });
  const left = () =>
    database.owner`select 1 from graphile_worker._private_jobs where payload::text like ${`%${entry.jobId}%`}`;
  await vi.waitFor(async () => expect(await left()).toEqual([]), patiently);
  expect(await workers[0]!.parked()).toBe(parked);
  expect(await database.owner`select kind from messages where id = ${entry.jobId}`).toEqual([
    { kind: "order-paid" },
  ]);
});

it("takes over at once what a worker held that was killed", async () => {
  const id = await buy();
  const before = (await mails()).length;
  await database.owner.begin(async (tx) => {
    const payload = [{ storeId: shop.storeId, jobId: newId(), orderId: id }];
    await tx`select graphile_worker.add_job('order-paid', ${payload as never}::json, job_key := 'held')`;
    await tx`update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now() where key = 'held'`;
  });
  await vi.waitFor(async () => expect((await mails()).length).toBeGreaterThan(before), patiently);
  await vi.waitFor(
    async () =>
      expect(await database.owner`select 1 from graphile_worker.jobs where key = 'held'`).toEqual([]),
    patiently,
  );
});
