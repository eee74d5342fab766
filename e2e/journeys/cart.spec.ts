import { Shopper } from "../fixtures/shopper.ts";
import { expect, phone, test } from "../fixtures/test.ts";
import { streetwear, teaInChinese, teaInEnglish } from "../fixtures/trips.ts";

for (const javaScriptEnabled of [true, false])
  test.describe(`the bag, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, locale: "en" });

    test("counts anew when a quantity changes, and empties", async ({ page }) => {
      const customer = new Shopper(page, teaInEnglish, javaScriptEnabled);
      await customer.openProductByAddress(teaInEnglish.path);
      await customer.chooseOptions();
      await customer.addToBag();
      await page.goto(customer.at("/cart"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bag, 1 item");
      const main = page.getByRole("main");
      const quantity = main.getByRole("spinbutton", { name: customer.words.quantity });
      await quantity.fill("3");
      if (javaScriptEnabled) await quantity.blur();
      else await main.getByRole("button", { name: customer.words.update }).click();
      await expect(main).toContainText("¥654.00");
      await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bag, 3 items");
      await main.getByRole("button", { name: customer.words.remove }).click();
      await expect(page.getByRole("heading", { name: customer.words.empty })).toBeVisible();
    });
  });

test.describe("the bag on the phone", () => {
  test.use({ viewport: phone, locale: "zh-CN" });

  test("buying at once goes to the checkout, and the way back keeps the bag", async ({ page }) => {
    const customer = new Shopper(page, teaInChinese);
    await customer.openProductByAddress(teaInChinese.path);
    await page.getByRole("button", { name: customer.words.buyNow }).filter({ visible: true }).first().click();
    await expect(page.getByLabel(customer.words.email)).toBeVisible();
    await page.getByRole("link", { name: "返回购物袋" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("购物袋，1 件");
  });
});

test.describe("whoever is quick", () => {
  test.use({ locale: "en" });

  test("gets what was chosen, however soon the buttons are pressed", async ({ page }) => {
    const customer = new Shopper(page, streetwear);
    await customer.openProductByAddress(streetwear.path);
    // All three within one turn of the page, so that no answer can come between.
    await page.evaluate(() => {
      const press = (selector: string) => document.querySelector<HTMLElement>(selector)!.click();
      press('[data-option] a[data-value="Soot"]');
      press('[data-option] a[data-value="L"]');
      press("#buy [data-add]");
    });
    await expect(page.getByRole("dialog")).toContainText("Soot / L");
  });
});
