import type { Page } from "@playwright/test";
import { alipayOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { teaInChinese } from "../fixtures/trips.ts";

const method = /支付宝/;
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit}`;
const safari = `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`;
const phones = {
  Safari: safari,
  Chrome:
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36",
  "Alipay's own browser": `${iphone} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.90) AlipayClient/10.5.90 Language/zh-Hans`,
};
const inWechat = `${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x1800312f) NetType/WIFI Language/zh_CN`;

async function placeOrder(page: Page, hasScript = true): Promise<Shopper> {
  const customer = new Shopper(page, teaInChinese, hasScript);
  await customer.openProductByAddress(teaInChinese.path);
  await customer.goToPayment(freshEmail("alipay"));
  await customer.submit(method);
  return customer;
}

const code = (page: Page) => page.getByRole("img", { name: /付款码/ });

/** Alipay's cashier has opened by itself; pays there. */
async function payAtAlipay(page: Page, customer: Shopper): Promise<void> {
  await page.waitForURL(`${alipayOrigin}/cashier**`);
  await expect(page.getByText(customer.trip.total)).toBeVisible();
  await page.getByRole("button", { name: "确认付款", exact: true }).click();
  await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  expect(await customer.orderNumber()).toMatch(/^\d+$/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`on a computer, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ locale: "zh-CN", viewport: desktop, javaScriptEnabled });

    test("Alipay's page opens at once, and leads back to the order", async ({ page }) => {
      await payAtAlipay(page, await placeOrder(page, javaScriptEnabled));
    });
  });
}

test.describe("on a computer, whoever changes their mind", () => {
  test.use({ locale: "zh-CN", viewport: desktop });

  test("comes back, and goes on with one tap", async ({ page }) => {
    const customer = await placeOrder(page);
    await page.waitForURL(`${alipayOrigin}/cashier**`);
    await page.goBack();
    await page.goto(`${customer.origin}/checkout`);
    await customer.submit(method);
    await payAtAlipay(page, customer);
  });
});

for (const [name, userAgent] of Object.entries(phones)) {
  test.describe(`on a phone in ${name}`, () => {
    test.use({ locale: "zh-CN", viewport: phone, userAgent });

    test("Alipay's page opens at once, and leads back to the order", async ({ page }) => {
      await payAtAlipay(page, await placeOrder(page));
    });
  });
}

test.describe("in WeChat", () => {
  test.use({ locale: "zh-CN", viewport: phone, userAgent: inWechat });

  test("no page of Alipay's and no code is shown, and the browser goes on with the payment", async ({
    page,
    browser,
  }) => {
    const customer = await placeOrder(page);
    await expect(page.getByRole("heading", { name: "请到浏览器里付款" })).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    expect(page.url()).not.toContain(alipayOrigin);
    await expectHealthy(page);
    const outside = await browser.newContext({ userAgent: safari, viewport: phone, locale: "zh-CN" });
    const there = await outside.newPage();
    await there.goto(page.url());
    await expect(code(there)).toHaveCount(0);
    await there.getByRole("button", { name: "在这台设备上付款" }).click();
    await there.waitForURL(`${alipayOrigin}/cashier**`);
    await there.getByRole("button", { name: "确认付款", exact: true }).click();
    await expect(there.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    await outside.close();
  });
});
