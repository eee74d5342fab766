import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { expect, test } from "../fixtures/test.ts";

for (const locale of ["en", "zh-CN"] as const)
  test.describe(`signing in, in ${locale}`, () => {
    test.use({ locale });

    test("wrong passwords, again and again, are told to wait", async ({ page }) => {
      const merchant = new Merchant(page, locale);
      const email = freshEmail("guesser");
      await page.goto(merchant.at("/sign-in"));
      await expectHealthy(page);
      const wrong = page.getByText(merchant.words.wrong);
      const throttled = page.getByText(merchant.words.throttled);
      for (let tries = 0; tries < 12; tries += 1) {
        await merchant.enter({ email, password: `guess number ${tries}` });
        await expect(wrong.or(throttled)).toBeVisible();
        if (await throttled.isVisible()) break;
      }
      await expect(throttled).toBeVisible();
    });

    test("a page that was asked for comes after signing in", async ({ page }) => {
      const merchant = new Merchant(page, locale);
      await merchant.signIn(demoOwner, "/store/demo/products");
      await expect(page.getByRole("heading", { name: merchant.words.products })).toBeVisible();
    });
  });
