import { addDigitalFilePart, createDigitalFile } from "@hutong/catalogue";
import { getOrder } from "@hutong/checkout";
import { afterAll, beforeAll, expect, it } from "vitest";
import { attachment, rangeOf } from "./routes/downloads.tsx";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let link: string;
let orderPath: string;
const name = "老墙 'notes' (2026) 100%.epub";
const whole = Buffer.from("0123456789".repeat(30));

beforeAll(async () => {
  shop = await openTrialShop();
  const { ctx, productId, variantIds } = await openTrialStore(shop, "eaves");
  const [variantId] = variantIds as [string];
  await shop.database.owner`update variants set requires_shipping = false where id = ${variantId}`;
  const made = { productId, name, bytes: whole.length, variantIds: [variantId] };
  const { id } = await createDigitalFile(ctx, made);
  for (const number of [0, 1, 2])
    await addDigitalFilePart(ctx, { id, number, bytes: whole.subarray(number * 100, number * 100 + 100) });
  const add = await shop.post("eaves", "/cart/add", { variant: variantId });
  const cookie = add.headers.get("set-cookie")!.split(";")[0]!;
  const html = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  expect(html).not.toMatch(/id="(line1|city)"|name="shippingRateId"/);
  const lastOf = (field: string) =>
    [...html.matchAll(new RegExp(`name="${field}"[^>]*value="([^"]*)"`, "g"))].at(-1)?.[1] ?? "";
  const form = Object.fromEntries(
    ["checkout", "key", "saved", "total", "account"].map((f) => [f, lastOf(f)]),
  );
  const who = { name: "林若水", email: "lin@example.com", country: "CN", delivery: "none" };
  const pay = await shop.post("eaves", "/checkout/pay", { ...form, ...who }, cookie);
  expect(pay.status).toBe(303);
  orderPath = pay.headers.get("location")!;
  const order = await getOrder(ctx, { order: orderPath.split("/").at(-1)! });
  link = order.downloads![0]!.link;
});
afterAll(() => shop.close());

const fetchFile = (headers: Record<string, string> = {}, method = "GET") =>
  shop.ask("eaves", `/downloads/${link}/file`, { headers, method });

it("asks for no address, and the order's page has the file, right after it was paid", async () => {
  const html = await (await shop.ask("eaves", orderPath)).text();
  expect(html).toContain(`/downloads/${link}/file`);
  expect(html).toContain("还可下载 5 次");
  const page = await (await shop.ask("eaves", `/en/downloads/${link}`)).text();
  expect(page).toContain("5 downloads left");
});

it("is saved under its name, by nobody else, and goes on where it broke", async () => {
  const head = await fetchFile({}, "HEAD");
  expect([head.status, head.headers.get("content-length")]).toEqual([200, "300"]);
  const all = await fetchFile();
  expect(Buffer.from(await all.arrayBuffer())).toEqual(whole);
  expect(Object.fromEntries(all.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": attachment(name),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
    "accept-ranges": "bytes",
  });
  const etag = all.headers.get("etag")!;
  const rest = await fetchFile({ range: "bytes=95-", "if-range": etag });
  expect([rest.status, rest.headers.get("content-range")]).toEqual([206, "bytes 95-299/300"]);
  expect(Buffer.from(await rest.arrayBuffer())).toEqual(whole.subarray(95));
  expect((await fetchFile({ range: "bytes=95-", "if-range": '"other"' })).status).toBe(200);
  const beyond = await fetchFile({ range: "bytes=300-" });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */300"]);
  expect(await (await shop.ask("eaves", orderPath)).text()).toContain("还可下载 4 次");
});

it.each([
  ["", "找不到这个文件"],
  ["/en", "We cannot find this file"],
])("says at a link that leads nowhere why, in %j", async (prefix, title) => {
  const missing = await shop.ask("eaves", `${prefix}/downloads/${link.slice(0, -1)}!`);
  const html = await missing.text();
  expect([missing.status, html.includes('data-code="download_not_found"'), html.includes(title)]).toEqual([
    404,
    true,
    true,
  ]);
});

it("says what is over, and keeps public addresses away from the bytes", async () => {
  await shop.database.owner`update order_downloads set used = allowed, last_at = null`;
  const over = await fetchFile();
  expect(over.status).toBe(403);
  expect(await over.text()).toContain('data-code="download_used_up"');
  const [file] = await shop.database.owner<
    { store_id: string; id: string }[]
  >`select store_id, id from digital_files`;
  const kept = await shop.ask("eaves", `/files/store/${file!.store_id}/downloads/${file!.id}/000000`);
  expect(kept.status).toBe(404);
});

it.each([
  ["bytes=0-", { from: 0, to: undefined }],
  ["bytes=5-9", { from: 5, to: 9 }],
  ["bytes=-4", { from: -4 }],
  ["bytes=9-5", null],
  ["bytes=0-1,5-6", null],
  ["lines=1-2", null],
  [undefined, null],
])("reads the range %j", (header, range) => expect(rangeOf(header)).toEqual(range));

it("writes names as RFC 6266 has them", () => {
  expect(attachment('a"b\r\n/茶.pdf')).toBe(
    'attachment; filename="a_b___' + "_.pdf\"; filename*=UTF-8''a%22b___%E8%8C%B6.pdf",
  );
});
