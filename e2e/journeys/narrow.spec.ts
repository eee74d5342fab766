import { expectNoSidewaysScroll } from "../fixtures/health.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { expect, test } from "../fixtures/test.ts";
import { streetwear, type Trip, teaInChinese, teaInEnglish } from "../fixtures/trips.ts";

test.use({ viewport: { width: 320, height: 640 } });

const more: Partial<Record<Trip["store"], readonly string[]>> = {
  demo: ["/collections", "/search?q=a", "/pages/about", "/nothing"],
  street: ["/collections", "/search?q=tee", "/pages/size-guide", "/nothing"],
};

for (const trip of [teaInChinese, teaInEnglish, streetwear])
  test(`${trip.name}: nothing is wider than 320 pixels`, async ({ page }) => {
    const customer = new Shopper(page, trip, true, expectNoSidewaysScroll);
    await customer.browse();
    await customer.chooseOptions();
    await customer.addToBag();
    await customer.checkOut();
    await page.goto(customer.at("/cart"));
    await expectNoSidewaysScroll(page);
    for (const path of more[trip.store] ?? []) {
      await page.goto(customer.at(path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
