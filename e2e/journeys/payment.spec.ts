import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, lettersTo, letterTo } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { expect, phone, test } from "../fixtures/test.ts";
import { streetwear, type Trip, teaInChinese, teaInEnglish } from "../fixtures/trips.ts";
import { bankWords } from "../fixtures/words.ts";

async function readyToPay(customer: Shopper, trip: Trip): Promise<string> {
  const address = freshEmail("payer");
  await customer.openProductByAddress(trip.path);
  await customer.goToPayment(address);
  return address;
}

test.describe("paid by hand", () => {
  test.use({ locale: "en" });

  test("the order and its letter say how to pay", async ({ page }) => {
    const customer = new Shopper(page, streetwear);
    const address = await readyToPay(customer, streetwear);
    await customer.submit(customer.words.bankTransfer);
    await expect(page.getByRole("heading", { name: customer.words.placed })).toBeVisible();
    await expect(page.getByRole("heading", { name: customer.words.howToPay })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Account number: 0000000117");
    await expectHealthy(page);
    const letter = await letterTo(page.request, address, customer.words.confirmation);
    expect(letter.text).toContain("Account number: 0000000117");
  });
});

test.describe("declined", () => {
  test.use({ locale: "zh-CN", viewport: phone });

  test("nothing is lost, and the second try pays", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese);
    await readyToPay(customer, teaInChinese);
    await customer.submit(customer.words.testPayment);
    await customer.atBank("decline");
    await expect(page.getByRole("heading", { name: customer.words.declined })).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("link", { name: customer.words.backToCheckout }).click();
    await customer.submit(customer.words.testPayment);
    await customer.atBank("pay");
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  });
});

test.describe("no answer from the bank", () => {
  test.use({ locale: "zh-CN" });

  test("the page waits, looks when asked, and turns by itself once it is paid", async ({ page, context }) => {
    const customer = new Shopper(page, teaInChinese);
    await readyToPay(customer, teaInChinese);
    await customer.submit(customer.words.testPayment);
    await customer.atBank("hang");
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("button", { name: customer.words.iHavePaid }).click();
    await expect(page.getByText(customer.words.checked)).toBeVisible();

    // Paid on another device: the waiting page is left alone.
    const bank = await context.newPage();
    await bank.goto(
      (await page.getByRole("link", { name: customer.words.openPayment }).getAttribute("href"))!,
    );
    await bank.getByRole("button", { name: bankWords["zh-CN"].pay, exact: true }).click();
    await expect(bank.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible({ timeout: 20_000 });
    expect(page.url()).toBe(bank.url());
  });
});

test.describe("no answer from the bank, script off", () => {
  test.use({ locale: "en", javaScriptEnabled: false });

  test("the button asks and leads on", async ({ page }) => {
    const customer = new Shopper(page, teaInEnglish, false);
    await readyToPay(customer, teaInEnglish);
    await customer.submit(customer.words.testPayment);
    await customer.atBank("hang");
    await expect(page.getByRole("heading", { name: customer.words.waiting })).toBeVisible();
    await page.getByRole("button", { name: customer.words.iHavePaid }).click();
    await expect(page.getByText(customer.words.checked)).toBeVisible();
    await page.getByRole("link", { name: customer.words.openPayment }).click();
    await customer.atBank("pay");
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  });
});

test.describe("paid twice", () => {
  test.use({ locale: "zh-CN" });

  test("one order, and the second payment goes back", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese);
    const address = await readyToPay(customer, teaInChinese);
    await customer.submit(customer.words.testPayment);
    await customer.atBank("payTwice");
    await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    const refund = await letterTo(page.request, address, /退您/);
    expect(refund.subject).toContain(teaInChinese.total);
    const orders = await lettersTo(page.request, address);
    expect(orders.filter(({ subject }) => /收到您的订单/.test(subject))).toHaveLength(1);
  });
});
