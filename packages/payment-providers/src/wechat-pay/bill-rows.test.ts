import { describe, expect, it } from "vitest";
import { yuanToFen } from "../yuan.ts";
import { billRows } from "./bill-rows.ts";

const header = "交易时间,商户订单号,商品名称,订单金额";
const summary = "总交易单数,订单总金额";
const bill = (...rows: string[]) => [header, ...rows, summary, `\`${rows.length},\`1.00`].join("\r\n");

async function read(text: string, size = 7): Promise<string[][]> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const rows: string[][] = [];
  for await (const row of billRows(chunks())) rows.push(header.split(",").map((column) => row(column)));
  return rows;
}

describe("a bill's rows", () => {
  const row = "`2026-05-20 13:29:35,`a1,`晨雾\\ 白瓷杯,`168.00";
  it("lose BOM, backticks and CRLF, and get their commas back", async () => {
    const wanted = [["2026-05-20 13:29:35", "a1", "晨雾,白瓷杯", "168.00"]];
    for (const size of [1, 2, 3, 64, 4096])
      expect(await read(`\ufeff${bill(row)}\r\n`, size)).toEqual(wanted);
    expect(await read(bill(row).replaceAll("\r\n", "\n"))).toEqual(wanted);
  });

  it("are read by name, whatever the order of the columns", async () => {
    const text = "订单金额,商品名称,商户订单号,交易时间\n`1.00,`x,`a1,`t\n总交易单数\n`1\n";
    expect(await read(text)).toEqual([["t", "a1", "x", "1.00"]]);
  });

  it.each([
    ["cut short before its summary", bill(row).slice(0, -30)],
    ["short of a row", bill(row).replace("`1,`1.00", "`2,`1.00")],
    ["with a row of other length", bill("`a,`b")],
    ["without a column", bill(row).replace("商户订单号", "别的")],
    ["that is not UTF-8", ""],
  ])("throw in a bill %s", async (_, text) => {
    await expect(
      text
        ? read(text)
        : (async () => {
            async function* broken() {
              yield Uint8Array.of(0xff, 0xfe, 0x0a);
            }
            for await (const one of billRows(broken())) one("x");
          })(),
    ).rejects.toThrow();
  });
});

describe("yuan", () => {
  it.each([
    ["168.00", 16800],
    ["0.01", 1],
    ["0.30000", 30],
    ["-1.05", -105],
    ["-0.00", 0],
    ["12", 1200],
    ["0.1", 10],
    ["999999999999.99", 99999999999999],
    ["1.15", 115],
    ["4.35", 435],
  ])("%s are %i fen", (text, fen) => expect(yuanToFen(text)).toBe(fen));

  it.each(["", "0.001", "1,000.00", "1e3", "¥1", "1.", ".5", "１", "NaN"])("%j is no amount", (text) => {
    expect(() => yuanToFen(text)).toThrow();
  });
});
