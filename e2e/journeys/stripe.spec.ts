import type { Page } from "@playwright/test";
import { stripeOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { streetwear } from "../fixtures/trips.ts";

const method = /Stripe/;
// A size of its own: the other journeys buy the large ones.
const tee = { ...streetwear, options: [/^Bone/, /^M$/] };
const cards = {
  pays: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  asks: "4000 0027 6000 3184",
} as const;
const devices = {
  "a computer": { viewport: desktop },
  "an iPhone in Safari": {
    viewport: phone,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
  },
  "an Android phone in Chrome": {
    viewport: phone,
    userAgent:
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36",
  },
} as const;

/** One press on "Place order", and Stripe's page is there. */
async function placeOrder(page: Page, hasScript = true): Promise<{ customer: Shopper; email: string }> {
  const customer = new Shopper(page, tee, hasScript);
  const email = freshEmail("stripe");
  await customer.openProductByAddress(tee.path);
  await customer.goToPayment(email);
  await customer.submit(method);
  await page.waitForURL(`${stripeOrigin}/c/pay/**`);
  await expect(page.getByText(streetwear.total).first()).toBeVisible();
  return { customer, email };
}

async function payBy(page: Page, card: keyof typeof cards): Promise<void> {
  await page.getByLabel("Card number").fill(cards[card]);
  await page.getByLabel("Expiry").fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Pay", exact: true }).click();
}

async function expectPaid(page: Page, customer: Shopper): Promise<void> {
  await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  expect(await customer.orderNumber()).toMatch(/^\d+$/);
}

for (const [name, device] of Object.entries(devices))
  for (const javaScriptEnabled of [true, false])
    test.describe(`on ${name}, script ${javaScriptEnabled ? "on" : "off"}`, () => {
      test.use({ locale: "en", javaScriptEnabled, ...device });

      test("the order is paid on Stripe's page, which leads back to it", async ({ page }) => {
        const { customer } = await placeOrder(page, javaScriptEnabled);
        await payBy(page, "pays");
        await expectPaid(page, customer);
      });
    });

test.describe("on Stripe's page", () => {
  test.use({ locale: "en", viewport: phone });

  test("a declined card is followed by another, and a bank that asks is answered", async ({ page }) => {
    const { customer, email } = await placeOrder(page);
    await expectHealthy(page);
    await payBy(page, "declined");
    await expect(page.getByRole("alert")).toContainText("was declined");
    await payBy(page, "asks");
    await page.getByRole("button", { name: "Fail authentication" }).click();
    await expect(page.getByRole("alert")).toContainText("unable to authenticate");
    await payBy(page, "asks");
    await page.getByRole("button", { name: "Complete authentication" }).click();
    await expectPaid(page, customer);
    const letter = await letterTo(page.request, email, customer.words.confirmation);
    expect(letter.text).toContain(streetwear.total);
  });

  test("whoever goes back finds the shop waiting, and the same page again", async ({ page }) => {
    const { customer } = await placeOrder(page);
    const address = page.url();
    await page.getByRole("link", { name: "Back to the shop" }).click();
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("link", { name: customer.words.openPayment }).click();
    await page.waitForURL(address);
    await payBy(page, "pays");
    await expectPaid(page, customer);
  });

  test("whoever presses the browser's back button and orders again pays once", async ({ page }) => {
    const { customer } = await placeOrder(page);
    const address = page.url();
    await page.goBack();
    await customer.submit(method);
    await page.waitForURL(address);
    await payBy(page, "pays");
    await expectPaid(page, customer);
  });

  test("whoever pays another way cannot pay on the page that was left", async ({ page, context }) => {
    const { customer } = await placeOrder(page);
    const address = page.url();
    await page.getByRole("link", { name: "Back to the shop" }).click();
    await page.getByRole("link", { name: customer.words.otherWay }).click();
    await customer.submit(customer.words.testPayment);
    await customer.atBank("pay");
    await expectPaid(page, customer);
    const left = await context.newPage();
    await expect
      .poll(async () => (await left.goto(address))?.status(), { message: "the page is closed" })
      .toBe(410);
    await expect(left.getByRole("heading", { name: /expired/ })).toBeVisible();
  });

  test("a page that waits turns by itself when the money came elsewhere", async ({ page, request }) => {
    const { customer } = await placeOrder(page);
    const session = new URL(page.url()).pathname.split("/").at(-1)!;
    await page.getByRole("link", { name: "Back to the shop" }).click();
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    const paid = await request.post(`${stripeOrigin}/control/pay`, { data: { session } });
    expect(paid.ok()).toBe(true);
    await expectPaid(page, customer);
  });
});
