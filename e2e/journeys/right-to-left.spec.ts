import { expectHealthy, expectTidy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { coffeeInArabic } from "../fixtures/trips.ts";

for (const [screen, viewport, javaScriptEnabled] of [
  ["phone", phone, true],
  ["phone", phone, false],
  ["desktop", desktop, true],
] as const)
  test.describe(`${screen}, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, viewport, locale: "ar" });

    test("a guest buys from right to left", async ({ page }) => {
      const look = !javaScriptEnabled ? undefined : screen === "phone" ? expectHealthy : expectTidy;
      const customer = new Shopper(page, coffeeInArabic, javaScriptEnabled, look);
      await customer.openProductByAddress(coffeeInArabic.path);
      await customer.goToPayment(freshEmail("rtl"));
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      // The way back is where reading begins.
      const back = await page.locator(".top .bk").boundingBox();
      expect(back!.x).toBeGreaterThan(viewport.width / 2);
      await customer.submit(customer.words.testPayment);
      await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
      await customer.orderNumber();
      await expect(page.getByRole("main")).toContainText(coffeeInArabic.total);
    });
  });
