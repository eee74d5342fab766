import type { FrameLocator, Page } from "@playwright/test";
import { expectHealthy, expectTidy } from "../fixtures/health.ts";
import { freshEmail, letterTo } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { type Trip, teaInChinese, teaInEnglish } from "../fixtures/trips.ts";

// What stands under the way to pay that is on this page, in either language.
const method = /Pay in the next step|下一步在本页/;
const cards = {
  pays: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  asks: "4000 0027 6000 3184",
} as const;

/** Places the order; the payment form of Stripe's script is there, in the shop's own page. */
async function placeOrder(
  page: Page,
  trip: Trip,
): Promise<{ customer: Shopper; email: string; form: FrameLocator }> {
  const customer = new Shopper(page, trip);
  const email = freshEmail("element");
  await customer.openProductByAddress(trip.path);
  await customer.goToPayment(email);
  await customer.submit(method);
  await page.waitForURL(/\/checkout\/[^/]+\/waiting$/);
  const form = page.frameLocator("[data-mount] iframe");
  await expect(form.locator("#number")).toBeVisible();
  return { customer, email, form };
}

/** Types a card inside the frame, which the shop's page cannot see, and presses the shop's button. */
async function payBy(page: Page, form: FrameLocator, card: keyof typeof cards): Promise<void> {
  await form.locator("#number").fill(cards[card]);
  await form.locator("#expiry").fill("12 / 34");
  await form.locator("#cvc").fill("123");
  await pay(page).click();
}

const pay = (page: Page) => page.locator("[data-pay]");

test.describe("on a computer, on the shop's page", () => {
  test.use({ locale: "en", viewport: desktop });

  test("a bank asks who pays, is refused, asks again, and the order is paid", async ({ page }) => {
    const { customer, email, form } = await placeOrder(page, teaInEnglish);
    await expectHealthy(page);
    await expect(form.getByRole("radio", { name: "WeChat Pay" })).toBeVisible();
    // By keyboard alone, from the number to the button.
    await form.getByLabel("Card number").focus();
    await page.keyboard.type(cards.asks);
    await page.keyboard.press("Tab");
    await page.keyboard.type("12/34");
    await page.keyboard.press("Tab");
    await page.keyboard.type("123");
    await page.keyboard.press("Tab");
    await expect(pay(page)).toBeFocused();
    await page.keyboard.press("Enter");
    const bank = page.frameLocator("body > iframe");
    await bank.getByRole("button", { name: "Fail authentication" }).click();
    await expect(page.getByRole("alert").filter({ visible: true })).toContainText(
      "could not confirm that it is you",
    );
    await pay(page).click();
    await bank.getByRole("button", { name: "Complete authentication" }).click();
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    expect(await customer.orderNumber()).toMatch(/^\d+$/);
    const letter = await letterTo(page.request, email, customer.words.confirmation);
    expect(letter.text).toContain(teaInEnglish.total);
  });
});

test.describe("on a phone, on the shop's page", () => {
  test.use({
    locale: "zh-CN",
    viewport: phone,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
  });

  test("a declined card is told in words, stays told, and another pays", async ({ page }) => {
    const { customer, form } = await placeOrder(page, teaInChinese);
    await expectTidy(page);
    // A code to scan is for a second screen.
    await expect(form.getByRole("radio", { name: "支付宝" })).toBeVisible();
    await expect(form.getByRole("radio", { name: "微信支付" })).toHaveCount(0);
    await pay(page).click();
    await expect(form.getByText("卡号不完整")).toBeVisible();
    await payBy(page, form, "declined");
    const alert = page.getByRole("alert").filter({ visible: true });
    await expect(alert).toContainText("您的卡被拒绝了");
    await expectHealthy(page);
    await page.reload();
    await expect(alert).toContainText("您的卡被拒绝了");
    await payBy(page, form, "pays");
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    expect(await customer.orderNumber()).toMatch(/^\d+$/);
  });
});
