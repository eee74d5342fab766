import { Shopper } from "../fixtures/shopper.ts";
import { expect, phone, test } from "../fixtures/test.ts";
import { teaInChinese, teaInEnglish } from "../fixtures/trips.ts";

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
