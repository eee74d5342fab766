import { chromiumPath } from "../env.ts";
import { expectNoSidewaysScroll } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { expect, test } from "../fixtures/test.ts";
import { coffeeInArabic, streetwear, teaInChinese } from "../fixtures/trips.ts";

// As somebody has set the browser who reads letters of twice the size, on the smallest phone.
test.use({
  viewport: { width: 320, height: 640 },
  launchOptions: {
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--blink-settings=defaultFontSize=32"],
  },
});

for (const trip of [teaInChinese, streetwear, coffeeInArabic])
  test(`${trip.name}: a whole purchase with letters of twice the size`, async ({ page }) => {
    const customer = new Shopper(page, trip, true, expectNoSidewaysScroll);
    await customer.openProductByAddress(trip.path);
    await expectNoSidewaysScroll(page);
    const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(size).toBe("32px");
    await customer.goToPayment(freshEmail("large"));
    await customer.submit(customer.words.bankTransfer);
    await expect(page.getByRole("heading", { name: customer.words.placed })).toBeVisible();
    await customer.orderNumber();
  });
