import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { listPictures } from "@hutong/catalogue";
import { openCell, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { createClock } from "@hutong/kernel";
import { mailboxMailer } from "@hutong/notifications";
import { importProducts } from "@hutong/transfer";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startWorker, type Worker } from "./worker.ts";

let database: TestDatabase;
let server: Server;
let worker: Worker;
let origin: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0"/></svg>`;
  server = createServer((_, response) => response.end(drawing));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await worker.stop();
  server.close();
  await database.drop();
});

it("fetches what an import names, and makes the pages anew that show it", async () => {
  const ctx = await createTestStore(database);
  const csv = `Handle,Title,Variant Price,Image Src,Image Alt Text\npot,Pot,10,${origin}/pot.svg,A pot\n`;
  await importProducts(ctx, async function* () {
    yield Buffer.from(csv);
  });
  const [[product]] = await ctx.read(
    sql<{ id: string }>`select id from products where store_id = ${ctx.storeId}`,
  );
  const pictures = () => listPictures(ctx, { productId: product!.id });
  expect(await pictures()).toMatchObject([{ state: "pending", path: null, sourceUrl: `${origin}/pot.svg` }]);
  await database.owner`delete from changed_tags`;
  const cell = openCell({ url: database.appUrl, writers: 2, prepare: !process.env.TEST_POOL_URL });
  const started = await startWorker({
    ...{ cell, directUrl: database.directUrl, mailer: mailboxMailer("/nowhere") },
    ...{ logger: pino({ level: "silent" }), clock: createClock(5_000), pictures: { allowLoopback: true } },
  });
  worker = { ...started, stop: () => started.stop().then(() => cell.end()) };
  await vi.waitFor(
    async () =>
      expect(await pictures()).toMatchObject([{ state: "ready", width: 4, height: 3, alt: "A pot" }]),
    { timeout: 15_000, interval: 100 },
  );
  const tags = await database.owner`select tag from changed_tags where store_id = ${ctx.storeId}`;
  expect(tags.map(({ tag }) => tag)).toContain(`product:${product!.id}`);
});
