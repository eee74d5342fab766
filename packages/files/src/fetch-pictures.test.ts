import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openStore, type StoreContext, sql, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fetchPictures, readFile, recordSources, retryPicture } from "./index.ts";
import { flatPng, photo } from "./testing/pictures.ts";

let database: TestDatabase;
let ctx: StoreContext;
let server: Server;
let origin: string;
let isBusy = true;
const ready: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = openStore(database.cell, newId<"store">(), { actor: system, locale: "en" });
  const picture = await photo(300, 200);
  server = createServer((request, response) => {
    const path = request.url!;
    if (path === "/inside") return response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    if (path === "/gone") return response.writeHead(410).end();
    if (path === "/busy" && isBusy) return response.writeHead(503).end();
    if (path === "/page") return response.end("<html><script>1</script></html>");
    if (path === "/bomb") return response.end(flatPng(30_000, 30_000));
    // What the other side calls it counts for nothing.
    return response.writeHead(200, { "content-type": "text/html" }).end(picture);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await database.drop();
});

const run = (allowLoopback: boolean) =>
  fetchPictures(ctx, {
    onReady: async (_, ids) => void ready.push(...ids),
    outside: { allowLoopback },
  });

async function states(): Promise<Record<string, unknown>> {
  const [rows] = await ctx.read(sql<{ address: string; state: string; failure: string; tries: number }>`
    select source_url as address, state, failure, fetch_tries as tries from files where store_id = ${ctx.storeId}`);
  return Object.fromEntries(
    rows.map(({ address, state, failure, tries }) => [
      address.replace(origin, ""),
      [state, failure, tries].join(" "),
    ]),
  );
}

it("fetches what can be fetched, and says of the rest why", async () => {
  const paths = ["/a.jpg", "/gone", "/page", "/bomb", "/inside", "/busy"];
  const sources = await recordSources(
    ctx,
    paths.map((path) => origin + path),
  );
  const due = await database.owner`select kind from due where store_id = ${ctx.storeId}`;
  expect(due).toEqual([{ kind: "pictures" }]);

  expect(await run(true)).toBe(0);
  expect(await states()).toEqual({
    "/a.jpg": "ready  0",
    "/gone": "failed answer_status 0",
    "/page": "failed svg_unsafe 0",
    "/bomb": "failed picture_too_many_pixels 0",
    "/inside": "failed address_not_public 0",
    "/busy": "pending answer_status 1",
  });
  expect(ready).toEqual([sources[0]!.id]);
  const [[row]] = await ctx.read(sql<{ path: string; width: number }>`select path, width, height, content_type
    from files where store_id = ${ctx.storeId} and id = ${sources[0]!.id}`);
  expect(row).toMatchObject({ width: 300, height: 200, content_type: "image/jpeg" });
  expect((await readFile(ctx.storeId, row!.path))!.contentType).toBe("image/jpeg");
  // The same import again asks for nothing that is here.
  expect((await recordSources(ctx, [`${origin}/a.jpg`]))[0]).toMatchObject({ isReady: true, isNew: false });
});

it("asks again what was busy after a minute, and what a merchant asks for at once", async () => {
  const seconds = await run(true);
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
  isBusy = false;
  const [busy] = await recordSources(ctx, [`${origin}/busy`]);
  await retryPicture(ctx, { fileId: busy!.id });
  expect(await run(true)).toBe(0);
  expect((await states())["/busy"]).toBe("ready  0");
  expect(await run(true)).toBeNull();
});

it("goes to no address of this machine but where tests allow it", async () => {
  await recordSources(ctx, [`${origin}/other.jpg`]);
  expect(await run(false)).toBe(0);
  expect((await states())["/other.jpg"]).toBe("failed address_not_public 0");
});
