import type { Page } from "@playwright/test";
import { stripeOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, test } from "../fixtures/test.ts";
import { streetwear } from "../fixtures/trips.ts";

const list = "/store/street/settings/payments";
// Large enough for a way to pay that the other journeys' customers are not to see.
const many = { ...streetwear, options: [/^Bone/, /^S$/], quantity: 4, total: "$210.00" };

/** One who buys enough, come to where the ways to pay are. */
async function customerAt(page: Page): Promise<Shopper> {
  const customer = new Shopper(page, many);
  await customer.openProductByAddress(many.path);
  await customer.goToPayment(freshEmail("connected"));
  await expect(page.getByRole("radio").first()).toBeVisible();
  return customer;
}

test.describe("an account under the platform's own", () => {
  test.use({ locale: "en", viewport: desktop });

  test("is set up in two goes, pays, and is gone when Stripe closes it", async ({
    page,
    browser,
    request,
  }) => {
    const merchant = new Merchant(page, "en");
    const title = `Plastic ${crypto.randomUUID().slice(0, 6)}`;
    const row = page.getByRole("listitem").filter({ hasText: title });
    const method = new RegExp(title);
    const context = await browser.newContext({ locale: "en", viewport: desktop });
    const [ways] = await Promise.all([
      customerAt(await context.newPage()),
      merchant.signIn(demoOwner, `${list}/new?provider=stripe`),
    ]);
    const isOffered = async (count: number) => {
      await ways.page.reload();
      await expect(ways.page.getByRole("radio").first()).toBeVisible();
      await expect(ways.page.getByRole("radio", { name: method })).toHaveCount(count);
    };
    await test.step("the form leads to Stripe's page", async () => {
      await expect(merchant.field("Name that customers see · English")).toHaveValue("Card (Stripe)");
      await merchant.field("Mode").selectOption("connected");
      await merchant.field("Name that customers see · English").fill(title);
      await merchant.field("At least").fill("200");
      await expectHealthy(page);
      await merchant.button("Set up with Stripe").click();
      await page.waitForURL(`${stripeOrigin}/setup/**`);
      await expect(page.getByText("Step 1 of 2")).toBeVisible();
      await page.getByLabel("Website").fill("https://example.com");
      await page.getByLabel("First name").fill("Maya");
      await page.getByLabel("Last name").fill("Ortiz");
      await merchant.button("Continue").click();
      await merchant.button("Save for later and go back").click();
    });

    await test.step("coming back half way says what is missing, and nobody is offered it", async () => {
      await expect(page).toHaveURL(/\/settings\/payments\/[0-9a-f-]{36}$/);
      await expect(page.getByText("The bank account to pay out to")).toBeVisible();
      await expect(page.getByText("What the business sells")).toHaveCount(0);
      await expectHealthy(page);
      await isOffered(0);
    });

    const account = page.url();
    await test.step("a link that was used leads to a new one, on which the rest is said", async () => {
      await page.goto(`${account}?setUp=again`);
      await page.waitForURL(`${stripeOrigin}/setup/**`);
      await expect(page.getByText("Step 2 of 2")).toBeVisible();
      await page.getByLabel("Account number").fill("000123456789");
      await merchant.button("Agree to the terms and submit").click();
      await expect(page.getByText("Stripe has opened the account")).toBeVisible();
    });

    await test.step("a customer pays", async () => {
      await isOffered(1);
      const another = await browser.newContext({ locale: "en", viewport: desktop });
      const { page: shop } = await customerAt(await another.newPage());
      await shop.getByRole("radio", { name: method }).check();
      await shop
        .getByRole("button", { name: /Place order/ })
        .filter({ visible: true })
        .first()
        .click();
      await shop.waitForURL(`${stripeOrigin}/c/pay/**`);
      await shop.getByLabel("Card number").fill("4242 4242 4242 4242");
      await shop.getByLabel("Expiry").fill("12 / 34");
      await shop.getByLabel("CVC").fill("123");
      await shop.getByRole("button", { name: "Pay", exact: true }).click();
      await expect(shop.getByRole("heading", { name: ways.words.paid })).toBeVisible();
      await another.close();
    });

    await test.step("Stripe closes it: the checkout has it no more, and the merchant reads why", async () => {
      await page.goto(account);
      await expect(merchant.field("Stripe account")).toHaveValue(/^acct_/);
      const number = await merchant.field("Stripe account").inputValue();
      const change = { account: number, change: "disconnect" };
      expect((await request.post(`${stripeOrigin}/control/account`, { data: change })).ok()).toBe(true);
      await page.goto(merchant.at(list));
      await expect(async () => {
        await page.reload();
        await expect(row).toContainText("not connected to the platform", { timeout: 1000 });
      }).toPass();
      await expect(row).toContainText("Not open");
      await isOffered(0);
      await row.getByRole("link", { name: title }).click();
      await expect(page.getByRole("link", { name: "Set up with Stripe again" })).toBeVisible();
      await expectHealthy(page);
    });
    await context.close();
  });
});
