import { guest, openStore, readTogether, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanHtml, putMenu, putPage, putTemplate, putTheme, readPage, readShell } from "./index.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openTrialStore(): Promise<StoreContext> {
  const storeId = newId<"store">();
  await database.owner`insert into store_counters (store_id, order_number, event_number) values (${storeId}, 0, 0)`;
  return openStore(database.cell, storeId, { actor: system, locale: "zh-CN" });
}

describe("cleanHtml", () => {
  it.each([
    ["<p>好<script>alert(1)</script></p>", "<p>好</p>"],
    ['<p onclick="alert(1)" style="position:fixed">好</p>', "<p>好</p>"],
    ['<a href="javascript:alert(1)">好</a>', "<a>好</a>"],
    ['<a href="//evil.example">好</a>', "<a>好</a>"],
    ['<iframe src="https://evil.example"></iframe>', ""],
    ['<img src="http://a.example/x.png" onerror="alert(1)" alt="茶">', '<img alt="茶" />'],
    ["<h3>一</h3><ul><li><strong>二</strong></li></ul>", "<h3>一</h3><ul><li><strong>二</strong></li></ul>"],
  ])("%s", (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
  });
});

describe("pages, menus, themes and templates", () => {
  it("keeps what was put, and puts it anew under the same name", async () => {
    const ctx = await openTrialStore();
    const first = await putPage(ctx, {
      handle: "about",
      title: { en: "About" },
      bodyHtml: { en: "<p>We</p>" },
    });
    const again = await putPage(ctx, {
      handle: "about",
      title: { en: "Us" },
      bodyHtml: { en: "<b>We</b><script/>" },
    });
    expect(again).toEqual(first);
    await putMenu(ctx, { handle: "main", items: [{ title: { en: "Tea" }, href: "/collections/tea" }] });
    const { id } = await putTheme(ctx, { base: "tea" });
    expect(await putTheme(ctx, { base: "street", settings: { a: 1 } })).toEqual({ id });
    await putTemplate(ctx, { name: "home", sections: [{ id: "hero", type: "hero", settings: {} }] });
    const [page, shell, none] = await readTogether(
      ctx,
      readPage(ctx, "about"),
      readShell(ctx),
      readPage(ctx, "x"),
    );
    expect(page).toMatchObject({ title: { en: "Us" }, bodyHtml: { en: "<b>We</b>" } });
    expect(shell).toMatchObject({
      base: "street",
      menus: { main: [{ href: "/collections/tea" }] },
      templates: { home: [{ id: "hero", type: "hero" }] },
    });
    expect(none).toBeNull();
  });

  it("changes the shell's version with each change of theme or template", async () => {
    const ctx = await openTrialStore();
    await putTheme(ctx, { base: "tea" });
    const [before] = await readTogether(ctx, readShell(ctx));
    await putTemplate(ctx, { name: "home", sections: [] });
    const [after] = await readTogether(ctx, readShell(ctx));
    expect(after?.version).not.toBe(before?.version);
  });

  it("refuses by name", async () => {
    const ctx = await openTrialStore();
    await expect(putTemplate(ctx, { name: "home", sections: [] })).rejects.toMatchObject({
      code: "theme_not_found",
    });
    await expect(
      putPage(ctx, { handle: "Über uns", title: { en: "x" }, bodyHtml: { en: "x" } }),
    ).rejects.toMatchObject({ code: "handle_invalid" });
    await putTheme(ctx, { base: "tea" });
    const twice = { id: "a", type: "hero" };
    await expect(putTemplate(ctx, { name: "home", sections: [twice, twice] })).rejects.toMatchObject({
      code: "section_ids_repeat",
    });
    await expect(
      putMenu(ctx, { handle: "main", items: [{ title: { en: "x" }, href: "javascript:alert(1)" }] }),
    ).rejects.toThrow();
    await expect(putTheme(ctx.as({ actor: guest }), { base: "tea" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  it("shows one store nothing of another", async () => {
    const [mine, other] = [await openTrialStore(), await openTrialStore()];
    await putPage(mine, { handle: "about", title: { en: "x" }, bodyHtml: { en: "x" } });
    await putTheme(mine, { base: "tea" });
    const [page, shell] = await readTogether(other, readPage(other, "about"), readShell(other));
    expect([page, shell]).toEqual([null, null]);
  });
});
