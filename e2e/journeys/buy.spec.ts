import type { Page } from "@playwright/test";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo, linkIn } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { streetwear, type Trip, teaInChinese, teaInEnglish } from "../fixtures/trips.ts";

const screens = { desktop, phone };

async function buy(page: Page, trip: Trip, hasScript: boolean): Promise<void> {
  const customer = new Shopper(page, trip, hasScript, hasScript ? expectHealthy : undefined);
  const email = freshEmail("buyer");
  await customer.goToPayment(email);
  await customer.submit(customer.words.testPayment);
  await customer.atBank("pay");
  await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
  const number = await customer.orderNumber();
  await expect(page.getByRole("main")).toContainText(trip.total);
  await expect(page.getByRole("main")).toContainText(trip.product);

  const letter = await letterTo(page.request, email, customer.words.confirmation);
  expect(letter.subject).toContain(number);
  expect(letter.text).toContain(trip.product);
  await page.goto(linkIn(letter));
  await expect(page.getByRole("heading", { name: customer.words.paid })).toBeVisible();

  await page.goto(customer.at("/cart"));
  await expect(page.getByRole("heading", { name: customer.words.empty })).toBeVisible();
}

for (const trip of [teaInChinese, teaInEnglish, streetwear])
  for (const javaScriptEnabled of [true, false])
    for (const [screen, viewport] of Object.entries(screens))
      test.describe(`${trip.name}, ${screen}, script ${javaScriptEnabled ? "on" : "off"}`, () => {
        test.use({ javaScriptEnabled, viewport, locale: trip.locale });

        test("a guest buys and is told by mail", async ({ page }) => {
          test.slow();
          await buy(page, trip, javaScriptEnabled);
        });
      });
