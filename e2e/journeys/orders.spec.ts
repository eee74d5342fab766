import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo } from "../fixtures/mailbox.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { streetwear, teaInChinese } from "../fixtures/trips.ts";
import { shopWords } from "../fixtures/words.ts";

const days = [
  {
    locale: "en",
    viewport: desktop,
    trip: streetwear,
    carrier: "UPS",
    shipped: /is on its way/,
    state: "Shipped",
  },
  {
    locale: "zh-CN",
    viewport: phone,
    trip: teaInChinese,
    carrier: "顺丰速运",
    shipped: /发货了/,
    state: "已发出",
  },
] as const;

for (const { locale, viewport, trip, carrier, shipped, state } of days)
  test.describe(`an order in ${trip.store}, in ${locale}`, () => {
    test.use({ locale, viewport });

    test("arrives, is paid by hand, and leaves with a tracking number", async ({ page, context }) => {
      const merchant = new Merchant(page, locale);
      const { words } = merchant;
      await merchant.signIn(demoOwner, `/store/${trip.store}/orders`);

      const buyer = { ...trip, address: { ...trip.address } };
      const name = `${locale === "en" ? "Noor" : "林晚"} ${crypto.randomUUID().slice(0, 6)}`;
      buyer.address[locale === "en" ? "Full name" : "收货人"] = name;
      const customer = new Shopper(await context.newPage(), buyer);
      const email = freshEmail("order");
      await customer.openProductByAddress(trip.path);
      await customer.goToPayment(email);
      await customer.submit(customer.words.bankTransfer);
      await expect(customer.page.getByRole("heading", { name: customer.words.placed })).toBeVisible();
      const number = await customer.orderNumber();

      await test.step("it arrives by itself", async () => {
        const row = page.getByRole(viewport === phone ? "listitem" : "row").filter({ hasText: name });
        await expect(row).toBeVisible({ timeout: 25_000 });
        await expectHealthy(page);
        await row.getByRole("link").first().click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(number);
        await expect(page.getByRole("heading", { name: words.shipTo })).toBeVisible();
        await expectHealthy(page);
      });

      await test.step("the money came, so it is marked as paid", async () => {
        await page.getByRole("main").getByRole("button", { name: words.markPaid }).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog).toContainText(trip.total);
        await expectHealthy(page);
        await dialog.getByRole("button", { name: words.received }).click();
        await expect(dialog).toBeHidden();
      });

      await test.step("it leaves", async () => {
        await page.getByRole("main").getByRole("button", { name: words.fulfil, exact: true }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(words.carrier, { exact: true }).fill(carrier);
        await dialog.getByLabel(words.tracking, { exact: true }).fill("HT1234567890");
        await expectHealthy(page);
        await dialog.getByRole("button", { name: words.fulfilDo }).click();
        await expect(page.getByText(words.allLeft)).toBeVisible();
        await expect(page.getByText("HT1234567890")).toBeVisible();
      });

      await test.step("the customer is told", async () => {
        const letter = await letterTo(page.request, email, shipped);
        expect(letter.subject).toContain(number);
        expect(letter.text).toContain("HT1234567890");
        await customer.page.reload();
        const main = customer.page.getByRole("main");
        await expect(main).toContainText(state);
        await expect(main).toContainText("HT1234567890");
        await expect(main).not.toContainText(shopWords[locale].howToPay);
      });

      await test.step("the mailbox shows the letters", async () => {
        await page.goto(merchant.at("/dev/mailbox"));
        await page.getByRole("link", { name: email }).first().click();
        await expect(page.getByRole("heading", { level: 2 })).toContainText(number);
        await expectHealthy(page);
      });
    });
  });
