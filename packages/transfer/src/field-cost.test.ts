import { openStore, type StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { defineMetafield } from "@hutong/metafields";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importProducts } from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const source = (text: string) =>
  async function* () {
    yield Buffer.from(text);
  };
const define = async (key: string) =>
  await defineMetafield(ctx, { ownerType: "PRODUCT", key, name: key, type: "single_line_text_field" });
const column = (key: string) => `${key} (product.metafields.custom.${key})`;

/** How many statements `work` sends. */
async function statementsOf(work: (store: StoreContext) => Promise<unknown>, store: StoreContext) {
  let sent = 0;
  type Connection = Awaited<ReturnType<typeof database.cell.lease>>;
  const raw = new Map<Connection, Connection>();
  const counting = (connection: Connection): Connection => {
    const mine = new Proxy(connection, {
      get(target, name) {
        if (name === "send") sent += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    raw.set(mine, connection);
    return mine;
  };
  const cell = new Proxy(database.cell, {
    get(target, name) {
      if (name === "reader") return () => counting(target.reader());
      if (name === "lease") return async () => counting(await target.lease());
      if (name === "release")
        return (connection: Connection) => target.release(raw.get(connection) ?? connection);
      return Reflect.get(target, name);
    },
  });
  await work(openStore(cell, store.storeId, { actor: store.actor, locale: store.locale }));
  return sent;
}

test("a file without such columns costs no statement more, one with them a few for a batch", async () => {
  await define("care");
  await define("fit");
  const file = (products: number, columns: string, values: string) =>
    `Handle,Title${columns}\n${Array.from({ length: products }, (_, at) => `p${at},P ${at}${values}\n`).join("")}`;
  // Of one batch of 250 products, all of them known.
  const costOf = (text: string) => statementsOf((store) => importProducts(store, source(text)), ctx);
  const columns = `,${column("care")},${column("fit")}`;
  await importProducts(ctx, source(file(250, "", "")));
  const plain = await costOf(file(250, "", ""));
  const bare = await createTestStore(database);
  await importProducts(bare, source(file(250, "", "")));
  expect(await statementsOf((store) => importProducts(store, source(file(250, "", ""))), bare)).toBe(plain);
  // Two to lock the definitions, one for what is there, one to write; each product's news go with the last statement of all.
  const first = await costOf(file(250, columns, ",by hand,tight"));
  const again = await costOf(file(250, columns, ",by hand,tight"));
  const mixed = await costOf(file(250, columns, ",by foot,"));
  expect([again - plain, mixed - first]).toEqual([3, 1]);
  expect(first - plain).toBeLessThan(9);
});
