import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operate } from "./testing/operate.ts";

let database: TestDatabase;
let operator: ReturnType<typeof operate>;
const hutong = (args: string[], env?: Record<string, string>) => operator.run(args, env);
beforeAll(async () => {
  database = await createTestDatabase();
  operator = operate(database, process.env);
});
afterAll(async () => {
  await database.drop();
  operator.end();
});

const create = (handle: string, ...more: string[]) =>
  hutong([
    ...[
      "store",
      "create",
      "--handle",
      handle,
      "--owner",
      "li@example.com",
      "--currency",
      "CNY",
      "--language",
      "zh-CN",
    ],
    ...["--country", "CN", "--timezone", "Asia/Shanghai", "--test", "--json", ...more],
  ]);

test("a store is made, filled, exported and verified from the command line", async () => {
  const made = await create("kiln");
  expect(made.code, made.err).toBe(0);
  expect(made.json()).toMatchObject({
    handle: "kiln",
    owner: { email: "li@example.com", password: expect.any(String) },
  });
  const accounts = await database.owner`select provider from payment_accounts order by position`;
  expect(accounts.map((row) => row.provider)).toEqual(["manual", "test"]);

  const file = join(operator.folder, "tea.csv");
  writeFileSync(file, "Handle,Title,Price,Image Src\nwu,雾,12.50,https://pics.example/a.jpg\nbad,Bad,-1,\n");
  const taken = await hutong(["products", "import", file, "--store", "kiln", "--json"]);
  expect(taken.code, taken.err).toBe(0);
  expect(taken.json()).toMatchObject({
    state: "done",
    counts: { created: 1, refused: 1, picturesPending: 1 },
    notes: [{ line: 3, column: "Price", code: "price_negative", message: "A price cannot be negative." }],
  });
  const again = await hutong(["products", "import", file, "--store", "kiln"]);
  expect(again.out).toContain("nothing has changed");

  const copy = join(operator.folder, "out.csv");
  expect((await hutong(["products", "export", "--store", "kiln", "--to", copy])).code).toBe(0);
  expect(readFileSync(copy, "utf8")).toContain("雾,wu,");
  const { id } = taken.json() as unknown as { id: string };
  expect((await hutong(["products", "undo", id, "--store", "kiln", "--json"])).json()).toMatchObject({
    state: "undone",
  });
  expect((await hutong(["products", "imports", "--store", "kiln"])).out).toContain(`${id}  `);
  const lines = ["products", "export", "--store", "kiln", "--format", "jsonl", "--to", copy];
  expect((await hutong(lines)).code).toBe(0);
  expect(readFileSync(copy, "utf8")).toBe("");
  expect((await hutong(["products", "import", file, "--store", "kiln"])).code).toBe(0);

  const verified = await hutong(["verify", "--store", "kiln", "--json"]);
  expect(verified.json()).toMatchObject({ isClean: true, stores: 1 });
  await database.owner`update products set min_price = 1`;
  expect((await hutong(["verify"])).code).toBe(1);
}, 120_000);

test("refusals have a code, a sentence in the operator's language, and exit status 1", async () => {
  const missing = await hutong(["products", "export", "--store", "nobody", "--json"]);
  expect([missing.code, missing.json().error?.code]).toEqual([1, "store_not_found"]);
  const chinese = await hutong(["products", "export", "--store", "nobody"], { LANG: "zh_CN.UTF-8" });
  expect(chinese.err).toContain("没有叫“nobody”的店铺。");
  const reserved = await create("admin");
  expect([reserved.code, reserved.json().error?.code]).toEqual([1, "handle_reserved"]);
  expect((await hutong(["store", "create"])).code).toBe(1);
}, 120_000);

test("without a platform it says what is missing", async () => {
  const { code, out } = await hutong(["verify", "--json"], {
    HUTONG_MASTER_KEY: "",
    HUTONG_DATA_DIR: join(operator.folder, "none"),
  });
  expect([code, JSON.parse(out).error.code]).toEqual([1, "platform_missing"]);
});
