// Somebody else's zips.
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { billLines } from "./bill-file.ts";

/** "支付宝" in GBK. */
const gbk = Buffer.from("d6a7b8b6b1a6", "hex");
const text = (...lines: string[]) => Buffer.concat([gbk, Buffer.from(lines.join("\r\n"))]);
const files = { "a.csv": text(",1", "x".repeat(500), "last"), "b.csv": text("\n") };

async function read(zip: Uint8Array, size = 1000): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < zip.length; at += size) yield zip.subarray(at, at + size);
  }
  const lines: string[] = [];
  for await (const { file, text: line } of billLines(chunks())) lines.push(`${file}:${line}`);
  return lines;
}
const wanted = ["0:支付宝,1", `0:${"x".repeat(500)}`, "0:last", "1:支付宝"];

describe("a bill's file", () => {
  it.each([0, 6] as const)(
    "is read line by line, packed at level %i, with a comment or without",
    async (level) => {
      for (const comment of ["", "made by somebody"]) {
        const zip = Buffer.from(zipSync(files, { level }));
        zip.writeUInt16LE(comment.length, zip.length - 2);
        for (const size of [1, 7, 10_000])
          expect(await read(Buffer.concat([zip, Buffer.from(comment)]), size)).toEqual(wanted);
      }
    },
  );

  it("is read to the last line when it is long", async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `${n},${n * n}`);
    const lines = await read(zipSync({ "a.csv": Buffer.from(rows.join("\n")) }), 65_536);
    expect(lines).toHaveLength(50_000);
    expect(lines.at(-1)).toBe(`0:${rows.at(-1)}`);
  });

  it("altered in any byte says nothing else than it said", async () => {
    const zip = zipSync(files);
    let refused = 0;
    for (let at = 0; at < zip.length; at++) {
      const altered = Uint8Array.from(zip);
      altered[at]! ^= 1 << (at % 8);
      const lines = await read(altered).catch(() => null);
      refused += lines ? 0 : 1;
      if (lines) expect(lines).toEqual(wanted);
    }
    expect(refused).toBeGreaterThan(100);
  });

  it("cut short anywhere is none", async () => {
    const zip = zipSync(files);
    for (let length = 0; length < zip.length; length++)
      await expect(read(zip.subarray(0, length))).rejects.toThrow();
  });

  it("that is not GBK, or has a line without an end, is none", async () => {
    await expect(read(zipSync({ "a.csv": Uint8Array.of(0xff, 0xff, 0x0a) }))).rejects.toThrow();
    await expect(read(zipSync({ "a.csv": Buffer.alloc(300_000, "x") }))).rejects.toThrow("endless");
  });
});
