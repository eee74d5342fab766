import { apiOrigin, dashboardOrigin, storeOrigin } from "../env.ts";
import { ask } from "../fixtures/direct.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { type ShopLocale, shopWords } from "../fixtures/words.ts";

const demo = storeOrigin("demo");

const searches = [
  { locale: "zh-CN", start: `${demo}/`, typed: "盖碗", found: "月白盖碗", viewport: phone },
  { locale: "en", start: `${demo}/en`, typed: "gaiwan", found: "Moon White Gaiwan", viewport: desktop },
] as const;

for (const { locale, start, typed, found, viewport } of searches)
  test.describe(`search in ${locale}`, () => {
    test.use({ locale, viewport });

    test("finds a thing by its name, and says when there is none", async ({ page }) => {
      const words = shopWords[locale];
      await page.goto(start);
      await page.getByRole("link", { name: words.search }).click();
      const field = page.getByRole("combobox", { name: words.searchLabel });
      await field.fill(typed);
      await field.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toContainText(typed);
      await expectHealthy(page);
      await page.getByRole("combobox", { name: words.searchLabel }).fill("zzzzz");
      await page.getByRole("combobox", { name: words.searchLabel }).press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toContainText("zzzzz");
      await page.goBack();
      await page.getByRole("main").getByRole("link", { name: found }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(found);
    });
  });

for (const javaScriptEnabled of [true, false])
  test.describe(`sold out, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ locale: "zh-CN", javaScriptEnabled });

    test("is shown, and cannot be bought", async ({ page }) => {
      const words = shopWords["zh-CN"];
      await page.goto(`${demo}/products/lao-qiang`);
      const taster = page.getByRole("group").getByRole("link", { name: /^品鉴装/ });
      await expect(taster).toContainText(words.soldOut);
      await taster.click();
      await expect(page.getByText("这一款卖完了，看看别的规格。")).toBeVisible();
      for (const name of [words.soldOut, words.buyNow])
        for (const button of await page.getByRole("button", { name }).all())
          await expect(button).toBeDisabled();
    });
  });

test("a product that is sold out altogether says so in its list", async ({ page }) => {
  await page.goto(`${storeOrigin("street")}/collections/carry`);
  await expect(page.getByRole("link", { name: /Night beanie/ })).toContainText("Sold out");
});

test("the language changes, and the page stays", async ({ page }) => {
  await page.goto(`${demo}/products/yue-bai`);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("contentinfo").getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Moon White Gaiwan");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("contentinfo").getByRole("link", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("月白盖碗");
});

test("a collection is sorted by price", async ({ page }) => {
  await page.goto(`${storeOrigin("street")}/collections/all`);
  await page.locator("summary", { hasText: "Sort" }).click();
  await page.getByRole("link", { name: "Price, low to high" }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 2 }).first()).toHaveText(/Dust bandana/);
});

const lost: { locale: ShopLocale; address: string; title: string; home: string }[] = [
  { locale: "zh-CN", address: `${demo}/products/nothing-here`, title: "这一页不在了", home: "回首页" },
  {
    locale: "en",
    address: `${demo}/en/products/nothing-here`,
    title: "This page is gone",
    home: "Back to the start",
  },
];

for (const { locale, address, title, home } of lost)
  test(`a product that is not there: 404 and a way on, in ${locale}`, async ({ page }) => {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expectHealthy(page);
    await page.getByRole("main").getByRole("link", { name: home }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
  });

for (const [locale, title] of [
  ["zh-CN", "这里没有店"],
  ["en-US", "No store lives here"],
] as const)
  test.describe(`a host that nobody has, in ${locale}`, () => {
    test.use({ locale });

    test("says that no store lives here", async ({ page }) => {
      const response = await page.goto(storeOrigin("nobody-at-all"));
      expect(response?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page.locator("[data-code=store_not_found]")).toBeVisible();
      await expectHealthy(page);
    });
  });

test("every server says that it is alive and able to serve", async () => {
  for (const origin of [dashboardOrigin, apiOrigin, demo])
    for (const path of ["/healthz", "/readyz"])
      expect((await ask(`${origin}${path}`)).status, `${origin}${path}`).toBe(200);
});
