import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { apiOrigin, storeOrigin, wechatPayOrigin, zbarPath } from "../env.ts";
import { expectHealthy, expectNoSidewaysScroll } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { teaInChinese } from "../fixtures/trips.ts";
import { injectBridge, injectMiniProgram } from "../fixtures/wechat.ts";

const method = /微信支付/;
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit}`;
const android =
  "Mozilla/5.0 (Linux; Android 14; V2324A Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko)";

const inWechat = {
  "WeChat on an iPhone": `${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x1800312f) NetType/WIFI Language/zh_CN`,
  "WeChat on Android": `${android} Version/4.0 Chrome/122.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600`,
};
const inMiniProgram = `${iphone} Mobile/15E148 MicroMessenger/8.0.49 miniProgram/wx0123456789abcdef`;
const browsers = {
  Safari: `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`,
  Chrome:
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36",
};

async function placeOrder(page: Page): Promise<Shopper> {
  const customer = new Shopper(page, teaInChinese);
  await customer.openProductByAddress(teaInChinese.path);
  await customer.goToPayment(freshEmail("wechat"));
  await customer.submit(method);
  return customer;
}

const code = (page: Page) => page.getByRole("img", { name: /付款码/ });

/** What a phone's camera reads off the screen. */
async function scan(page: Page): Promise<string> {
  const picture = await page.screenshot();
  return execFileSync(zbarPath!, ["--quiet", "--raw", "--nodbus", "-"], {
    input: picture,
    encoding: "utf8",
  }).trim();
}

test.describe("on a computer", () => {
  test.use({ locale: "zh-CN", viewport: desktop });

  test("the code is scanned off the screen, and the page turns by itself", async ({ page, context }) => {
    test.skip(!zbarPath, "there is no zbarimg here to read the code with");
    const customer = await placeOrder(page);
    await expect(code(page)).toBeVisible();
    await expectHealthy(page);
    const text = await scan(page);
    expect(text).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/);
    const hand = await context.newPage();
    await hand.goto(`${wechatPayOrigin}/phone?code=${encodeURIComponent(text)}`);
    await hand.getByRole("button", { name: "付款", exact: true }).click();
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    expect(await customer.orderNumber()).toMatch(/^\d+$/);
  });

  test("the demo phone beside the code pays, and the page turns by itself", async ({ page, context }) => {
    const customer = await placeOrder(page);
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "用模拟的手机扫" }).click();
    const hand = await opened;
    await expect(hand.getByRole("heading", { name: "檐下" })).toBeVisible();
    await expect(hand.getByRole("main")).toContainText(teaInChinese.total);
    await expectHealthy(hand);
    await hand.getByRole("button", { name: "付款", exact: true }).click();
    await expect(hand.getByRole("heading", { name: "支付成功" })).toBeVisible();
    await expectHealthy(hand);
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    expect(await customer.orderNumber()).toMatch(/^\d+$/);
  });
});

test.describe("on a computer, script off", () => {
  test.use({ locale: "zh-CN", viewport: desktop, javaScriptEnabled: false });

  test("the code is there all the same", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese, false);
    await customer.openProductByAddress(teaInChinese.path);
    await customer.goToPayment(freshEmail("wechat"));
    await customer.submit(method);
    await expect(code(page)).toBeVisible();
  });
});

/** The hosts that the page is sent to, and how many codes each page that came shows. */
function watch(page: Page): { hosts: Set<string>; codes: number[] } {
  const seen = { hosts: new Set<string>(), codes: [] as number[] };
  page.on("request", (request) => {
    if (request.isNavigationRequest()) seen.hosts.add(new URL(request.url()).origin);
  });
  page.on("domcontentloaded", async () => {
    // A page may be gone again by now.
    seen.codes.push(
      await code(page)
        .count()
        .catch(() => 0),
    );
  });
  return seen;
}

for (const [name, userAgent] of Object.entries(browsers)) {
  test.describe(`on a phone in ${name}`, () => {
    test.use({ locale: "zh-CN", viewport: phone, userAgent });

    test("WeChat Pay's page opens at once from the pay host, and leads back to the order", async ({
      page,
    }) => {
      const seen = watch(page);
      const customer = await placeOrder(page);
      // The simulator refuses a page whose Referer is not the host that the merchant registered.
      await page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await page.getByRole("button", { name: "付款", exact: true }).click();
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
      expect(page.url()).toContain(storeOrigin("demo"));
      expect(seen.hosts).toContain(apiOrigin);
      expect(seen.codes.some((count) => count > 0)).toBe(false);
    });

    test("the back button leads to the store, where one tap pays", async ({ page }) => {
      const customer = await placeOrder(page);
      await page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await page.goBack();
      await expect(page).toHaveURL(new RegExp(`^${storeOrigin("demo")}/checkout`));
      await customer.submit(method);
      await page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await page.getByRole("button", { name: "不付了" }).click();
      await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
      await page.getByRole("button", { name: customer.words.openPayment }).click();
      await page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await page.getByRole("button", { name: "付款", exact: true }).click();
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    });
  });
}

test.describe("on a phone, script off", () => {
  test.use({ locale: "zh-CN", viewport: phone, userAgent: browsers.Chrome, javaScriptEnabled: false });

  test("one link on the pay host leads to WeChat Pay's page", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese, false);
    await customer.openProductByAddress(teaInChinese.path);
    await customer.goToPayment(freshEmail("wechat"));
    await customer.submit(method);
    await expect(page.getByRole("banner")).toHaveText("檐下");
    await expect(page.getByRole("main")).toContainText(teaInChinese.total);
    await expectNoSidewaysScroll(page);
    await page.getByRole("link", { name: "去微信付款" }).click();
    await page.getByRole("button", { name: "付款", exact: true }).click();
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  });
});

for (const [name, userAgent] of Object.entries(inWechat)) {
  test.describe(`in ${name}`, () => {
    test.use({ locale: "zh-CN", viewport: phone, userAgent });

    test("the order is paid by the bridge, with no tap on a page of ours", async ({ page, context }) => {
      await injectBridge(context, ["ok"]);
      const seen = watch(page);
      const customer = await placeOrder(page);
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
      expect(await customer.orderNumber()).toMatch(/^\d+$/);
      expect(seen.hosts).toContain(apiOrigin);
      expect(seen.codes.some((count) => count > 0)).toBe(false);
      // The address of the bridge is behind us: back is the store.
      await page.goBack();
      expect(page.url()).toContain(storeOrigin("demo"));
    });

    test("closing the bridge leads to the store, where one tap pays", async ({ page, context }) => {
      await injectBridge(context, ["cancel", "ok"]);
      const customer = await placeOrder(page);
      await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
      await expect(code(page)).toHaveCount(0);
      await expectHealthy(page);
      await page.getByRole("button", { name: customer.words.openPayment }).click();
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    });
  });
}

test.describe("in WeChat without a bridge", () => {
  test.use({ locale: "zh-CN", viewport: phone, userAgent: inWechat["WeChat on Android"] });

  test("the page says so and leads on, and the browser goes on with the payment", async ({
    page,
    browser,
  }) => {
    const customer = await placeOrder(page);
    await expect(page.getByRole("heading", { name: "微信付款没有打开" })).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("link", { name: "回到檐下" }).click();
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    const outside = await browser.newContext({
      userAgent: browsers.Safari,
      viewport: phone,
      locale: "zh-CN",
    });
    const there = await outside.newPage();
    await there.goto(page.url());
    await expect(code(there)).toHaveCount(0);
    await there.getByRole("button", { name: "在这台设备上付款" }).click();
    await there.waitForURL(`${wechatPayOrigin}/mweb**`);
    await there.getByRole("button", { name: "付款", exact: true }).click();
    await expect(there.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    await outside.close();
  });
});

test.describe("in WeChat, script off", () => {
  test.use({
    locale: "zh-CN",
    viewport: phone,
    userAgent: inWechat["WeChat on an iPhone"],
    javaScriptEnabled: false,
  });

  test("the page says what is missing and leads back", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese, false);
    await customer.openProductByAddress(teaInChinese.path);
    await customer.goToPayment(freshEmail("wechat"));
    await customer.submit(method);
    await expect(page.getByText("这里要用到 JavaScript")).toBeVisible();
    await page.getByRole("link", { name: "回到檐下" }).click();
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
  });
});

test.describe("in a mini program's web view", () => {
  test.use({ locale: "zh-CN", viewport: phone, userAgent: inMiniProgram });

  test("the mini program's page pays, and the page under it turns", async ({ page, context }) => {
    const opened = new Promise<Page>((resolve) => {
      void injectMiniProgram(context, resolve);
    });
    const customer = await placeOrder(page);
    const miniProgram = await opened;
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    await miniProgram.getByRole("button", { name: "付款", exact: true }).click();
    await expect(miniProgram.getByRole("heading", { name: "支付成功" })).toBeVisible();
    await miniProgram.close();
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  });
});
