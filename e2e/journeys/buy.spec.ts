import type { Page } from "@playwright/test";
import { expectHealthy, expectTidy } from "../fixtures/health.ts";
import { freshEmail, letterTo, linkIn } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { streetwear, teaInChinese, teaInEnglish, teaToCanada } from "../fixtures/trips.ts";

const screens = { desktop, phone };
const email = () => freshEmail("buyer");

/** From the checkout with everything filled in to the bag that is empty again. */
async function pay(page: Page, customer: Shopper, address: string): Promise<void> {
  const { trip, words } = customer;
  await customer.submit(words.testPayment);
  await customer.atBank("pay");
  await expect(page.getByRole("heading", { name: words.paid })).toBeVisible();
  const number = await customer.orderNumber();
  await expect(page.getByRole("main")).toContainText(trip.total);
  await expect(page.getByRole("main")).toContainText(trip.product);

  const letter = await letterTo(page.request, address, words.confirmation);
  expect(letter.subject).toContain(number);
  expect(letter.text).toContain(trip.product);
  await page.goto(linkIn(letter));
  await expect(page.getByRole("heading", { name: words.paid })).toBeVisible();

  await page.goto(customer.at("/cart"));
  await expect(page.getByRole("heading", { name: words.empty })).toBeVisible();
}

for (const trip of [teaInChinese, teaInEnglish, streetwear])
  for (const javaScriptEnabled of [true, false])
    for (const [screen, viewport] of Object.entries(screens))
      test.describe(`${trip.name}, ${screen}, script ${javaScriptEnabled ? "on" : "off"}`, () => {
        test.use({ javaScriptEnabled, viewport, locale: trip.locale });

        test("a guest buys and is told by mail", async ({ page }) => {
          // Looking at a page needs script. Each shop is judged whole once, on the phone or on the desk.
          const isJudged = viewport === (trip.store === "demo" ? phone : desktop) && trip !== teaInEnglish;
          const look = !javaScriptEnabled ? undefined : isJudged ? expectHealthy : expectTidy;
          const customer = new Shopper(page, trip, javaScriptEnabled, look);
          const address = email();
          await customer.browse();
          await customer.goToPayment(address);
          await pay(page, customer, address);
        });
      });

for (const javaScriptEnabled of [true, false])
  test.describe(`to another country, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled, locale: "en" });

    test("the form follows the country, and so does the delivery", async ({ page }) => {
      const customer = new Shopper(page, teaToCanada, javaScriptEnabled);
      const address = email();
      await customer.openProductByAddress(teaToCanada.path);
      await customer.goToPayment(address);
      await pay(page, customer, address);
    });
  });

test.describe("a form that comes late", () => {
  test.use({ locale: "en" });

  test("comes all the same when one types on meanwhile", async ({ page }) => {
    const customer = new Shopper(page, teaToCanada);
    await customer.openProductByAddress(teaToCanada.path);
    await customer.chooseOptions();
    await customer.addToBag();
    await customer.checkOut();
    await expect(page.locator("html.js")).toBeAttached();
    await customer.chooseCountry("CA");
    const others = await page
      .locator("#country option")
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    const other = others.find((code) => code && code !== "CA" && code !== "CN")!;
    const next = Promise.withResolvers<void>();
    let asked = 0;
    await page.route("**/checkout/details", async (route) => {
      asked += 1;
      if (asked > 1) next.resolve();
      await next.promise;
      await route.continue();
    });
    const before = await page.locator('[data-part="address"]').elementHandle();
    await page.locator("#country").selectOption(other);
    await page.locator("#postcode").fill("100007");
    await page.locator("#postcode").blur();
    await expect.poll(() => before!.evaluate((element) => element.isConnected)).toBe(false);
    await expect(page.locator("#country")).toHaveValue(other);
    await expect(page.locator("#postcode")).toHaveValue("100007");
    expect(asked).toBe(2);
  });
});
