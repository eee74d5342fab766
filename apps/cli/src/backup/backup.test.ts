import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guest, masterKeyId, openStore, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import type { StoreId } from "@hutong/kernel";
import { createUser } from "@hutong/stores";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestShop, type Shop, sell } from "../testing/sell.ts";
import { verify } from "../verify/verify.ts";
import { backUp } from "./back-up.ts";
import { restore } from "./restore.ts";
import { restoreStore } from "./restore-store.ts";
import { readTables } from "./tables.ts";

// Read when @hutong/db is loaded: pictures of this file's stores go to a folder of its own.
const dataDir = vi.hoisted(() => {
  const { mkdtempSync: make } = process.getBuiltinModule("node:fs");
  const folder = make(`${process.getBuiltinModule("node:os").tmpdir()}/hutong-backup-`);
  process.env.HUTONG_DATA_DIR = folder;
  return folder;
});

const { seedDemo } = await import("../demo/seed.ts");

let first: TestDatabase;
let second: TestDatabase;
let shop: Shop;
let other: Shop;
const work = mkdtempSync(join(tmpdir(), "hutong-backup-"));
const folder = join(work, "backup");
const newFiles = join(work, "files");
const options = () => ({ folder, filesFolder: newFiles, masterKeyId: masterKeyId(first.masterKey) });

/** Each table's rows as one number and one hash; of one store when asked. */
async function picture({ owner }: TestDatabase, storeId: StoreId | null, leaveOut: string[] = []) {
  const all = await readTables(owner);
  const result: Record<string, string> = {};
  for (const { name, isOfStores } of all) {
    if (leaveOut.includes(name) || (storeId && !isOfStores)) continue;
    const [row] = await owner<{ picture: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text collate "C")), '') as picture
      from ${owner(name)} t ${storeId ? owner`where t.store_id = ${storeId}` : owner``}`;
    result[name] = row!.picture;
  }
  return result;
}

beforeAll(async () => {
  first = await createTestDatabase();
  second = await createTestDatabase();
  await seedDemo(first.cell);
  await createUser(first.cell, {
    email: "tab@example.com",
    name: "Tab\tand\\line\n",
    password: "long enough",
    locale: "en",
    isVerified: true,
  });
  shop = await openTestShop(first.cell, "shop-one");
  other = await openTestShop(first.cell, "shop-two");
  for (const provider of ["test", "manual", "test"] as const)
    expect(await sell(shop, provider)).toBe("placed");
  await sell(other, "test");
  // A job that the queue has taken over but not done, in tables shaped as the queue's.
  await first.owner`create schema graphile_worker`;
  await first.owner`create table graphile_worker._private_tasks (id int, identifier text)`;
  await first.owner`create table graphile_worker._private_jobs (id bigint, task_id int, payload json, created_at timestamptz, locked_at timestamptz)`;
  await first.owner`insert into graphile_worker._private_tasks values (1, 'order-paid')`;
  const job = { storeId: shop.storeId, jobId: "01890000-0000-7000-8000-00000000aaaa", orderId: "x" };
  await first.owner`insert into graphile_worker._private_jobs values (7, 1, ${first.owner.json(job)}, now(), null)`;
  await backUp(first.owner, { ...options(), filesFolder: join(dataDir, "files") });
});

afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
  rmSync(work, { recursive: true });
  rmSync(dataDir, { recursive: true });
});

describe("backup", () => {
  test("says which key it needs and does not hold it", async () => {
    const notice = readFileSync(join(folder, "KEY-NEEDED.txt"), "utf8");
    expect(notice).toContain(masterKeyId(first.masterKey));
    const plain = await readdir(folder, { recursive: true });
    expect(plain).not.toContain("master.key");
    expect(notice).not.toContain(first.masterKey.toString("base64"));
  });

  test("writes only into an empty folder", async () => {
    await expect(backUp(first.owner, options())).rejects.toMatchObject({ code: "folder_not_empty" });
  });
});

describe("restore into nothing", () => {
  test.each([
    ["a folder without a backup", { folder: work }, "backup_not_found"],
    ["another master key", { masterKeyId: "0123456789abcdef" }, "backup_key_other"],
  ])("refuses %s", async (_, change, code) => {
    await expect(restore(second.owner, { ...options(), ...change })).rejects.toMatchObject({ code });
  });

  test("refuses a damaged backup before anything is written", async () => {
    const file = join(folder, "tables/orders.copy.gz");
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 20]! ^= 1;
    writeFileSync(file, damaged);
    await expect(restore(second.owner, options())).rejects.toMatchObject({ code: "backup_damaged" });
    writeFileSync(file, whole);
    expect(await second.owner`select 1 from store_directory`).toEqual([]);
  });

  test("brings back every row and every file, and nothing is broken", async () => {
    await restore(second.owner, options());
    const apart = ["outbox", "due"];
    expect(await picture(second, null, apart)).toEqual(await picture(first, null, apart));
    const jobs =
      await second.owner`select kind, payload from outbox where id = '01890000-0000-7000-8000-00000000aaaa'`;
    expect(jobs).toEqual([{ kind: "order-paid", payload: { orderId: "x" } }]);
    const before = (await readdir(join(dataDir, "files"), { recursive: true })).sort();
    expect((await readdir(newFiles, { recursive: true })).sort()).toEqual(before);
    const { findings } = await verify(second.owner, null);
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([]);
  });

  test("does not load over what is there", async () => {
    await expect(restore(second.owner, options())).rejects.toMatchObject({ code: "database_not_empty" });
  });
});

describe("restore one store beside others", () => {
  // The pages' tags are touched, and open jobs are due again.
  const apart = ["changed_tags", "due", "outbox"];

  const inSecond = (one: Shop): Shop => {
    const staff = openStore(second.cell, one.storeId, { actor: system, locale: "en" });
    return { ...one, staff, buyer: staff.as({ actor: guest }) };
  };

  const damage = async () => {
    for (let count = 0; count < 2; count += 1) await sell(inSecond(shop), "test");
    await sell(inSecond(other), "test");
    await second.owner`update products set title = 'spoiled' where store_id = ${shop.storeId}`;
    await second.owner`delete from product_terms where store_id = ${shop.storeId}`;
  };

  test("takes it back to the backup and leaves the others alone", async () => {
    await damage();
    const beside = await picture(second, other.storeId);
    await restoreStore(second.owner, options(), "shop-one");
    expect(await picture(second, shop.storeId, apart)).toEqual(await picture(first, shop.storeId, apart));
    expect(await picture(second, other.storeId)).toEqual(beside);
    const { findings } = await verify(second.owner, null);
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([]);
  });

  test("brings back one that is gone, with its owner and its pictures", async () => {
    const [demo] = await second.owner<
      { store_id: StoreId }[]
    >`select store_id from store_directory where handle = 'demo'`;
    const storeId = demo!.store_id;
    const tables = (await readTables(second.owner)).filter((table) => table.isOfStores).toReversed();
    for (const { name } of tables)
      await second.owner`delete from ${second.owner(name)} where store_id = ${storeId}`;
    await second.owner`delete from members`;
    await second.owner`delete from users where email = 'merchant@hutong.example'`;
    rmSync(join(newFiles, "store", storeId), { recursive: true });
    await restoreStore(second.owner, options(), "demo");
    expect(await picture(second, storeId, apart)).toEqual(await picture(first, storeId, apart));
    expect(existsSync(join(newFiles, "store", storeId))).toBe(true);
    const { findings } = await verify(second.owner, storeId);
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([]);
  });

  test("refuses a store that the backup does not hold", async () => {
    await expect(restoreStore(second.owner, options(), "nobody")).rejects.toMatchObject({
      code: "store_not_found",
    });
  });
});
