import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { wechatPayOrigin, zbarPath } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { teaInChinese } from "../fixtures/trips.ts";

const method = /微信支付/;
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit}`;
const android =
  "Mozilla/5.0 (Linux; Android 14; V2324A Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko)";

const inWechat = {
  "WeChat on an iPhone": `${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x1800312f) NetType/WIFI Language/zh_CN`,
  "WeChat on Android": `${android} Version/4.0 Chrome/122.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600`,
  "a mini program's page": `${iphone} Mobile/15E148 MicroMessenger/8.0.49 miniProgram/wx0123456789abcdef`,
};
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

for (const [name, userAgent] of Object.entries(browsers)) {
  test.describe(`on a phone in ${name}`, () => {
    test.use({ locale: "zh-CN", viewport: phone, userAgent });

    test("WeChat Pay's page opens at once, and leads back to the order", async ({ page }) => {
      const customer = await placeOrder(page);
      await page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await page.getByRole("button", { name: "付款", exact: true }).click();
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    });
  });
}

for (const [name, userAgent] of Object.entries(inWechat)) {
  test.describe(`in ${name}`, () => {
    test.use({ locale: "zh-CN", viewport: phone, userAgent });

    test("no code is shown, and the browser goes on with the payment", async ({ page, browser }) => {
      const customer = await placeOrder(page);
      await expect(page.getByRole("heading", { name: "请到浏览器里付款" })).toBeVisible();
      await expect(code(page)).toHaveCount(0);
      await expectHealthy(page);
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
}
