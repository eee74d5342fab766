import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { openKeptBooks } from "./kept-books.ts";

const folder = mkdtempSync(join(tmpdir(), "hutong-books-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newBooks = () => ({
  orders: new Map<string, object>(),
  spoiled: new Set<string>(),
  notices: [] as object[],
});

it("what was in the books is in them again, and one thing stays one thing", () => {
  const file = join(folder, "deep", "one.books");
  const first = newBooks();
  const keep = openKeptBooks(file, first);
  keep();
  expect(existsSync(file)).toBe(false);
  const order = { total: 16800, at: new Date(1000), tags: new Set(["a"]), body: Buffer.from("x") };
  first.orders.set("1", order);
  first.spoiled.add("2");
  first.notices.push({ order });
  keep();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const second = newBooks();
  openKeptBooks(file, second);
  expect(second).toEqual(first);
  expect((second.notices[0] as { order: object }).order).toBe(second.orders.get("1"));
});

it("nothing is written where nothing changed", () => {
  const file = join(folder, "two.books");
  const books = newBooks();
  const keep = openKeptBooks(file, books);
  books.spoiled.add("1");
  keep();
  const { ino } = statSync(file);
  keep();
  expect(statSync(file).ino).toBe(ino);
  books.spoiled.delete("1");
  keep();
  expect(statSync(file).ino).not.toBe(ino);
});

it("a file that cannot be read is put aside, and the books are empty", async () => {
  const file = join(folder, "three.books");
  writeFileSync(file, "half a");
  const said = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const books = newBooks();
  openKeptBooks(file, books);
  expect(books.orders.size).toBe(0);
  expect(readFileSync(`${file}.unreadable`, "utf8")).toBe("half a");
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
