import type { APIRequestContext, Page } from "@playwright/test";
import { stripeOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo } from "../fixtures/mailbox.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { streetwear } from "../fixtures/trips.ts";

const list = "/store/street/settings/payments";
// A size of its own: the other journeys buy the others.
const tee = { ...streetwear, options: [/^Bone/, /^S$/] };

interface Credentials {
  readonly secretKey: string;
  readonly webhookSecret: string;
}

async function control(request: APIRequestContext, knob: string, data: object): Promise<unknown> {
  const answer = await request.post(`${stripeOrigin}/control/${knob}`, { data });
  expect(answer.ok(), `the simulator's ${knob}`).toBe(true);
  return await answer.json();
}

/** Buys by a title and pays on Stripe's page; answers the customer's page on the order, and how Stripe has the payment. */
async function buy(page: Page, title: string, secretKey: string) {
  const customer = new Shopper(page, tee);
  const email = freshEmail("reserved");
  await customer.openProductByAddress(tee.path);
  await customer.goToPayment(email);
  await customer.submit(new RegExp(title));
  await page.waitForURL(`${stripeOrigin}/c/pay/**`);
  const sessionId = new URL(page.url()).pathname.split("/").at(-1)!;
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel("Expiry").fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("$66.00 is authorised, and nothing is charged yet");
  const intent = async () => {
    const headers = { authorization: `Bearer ${secretKey}` };
    const ask = async (path: string) =>
      (await (await page.request.get(`${stripeOrigin}/v1/${path}`, { headers })).json()) as {
        payment_intent: string;
        status: string;
        amount_received: number;
      };
    const session = await ask(`checkout/sessions/${sessionId}`);
    const { status, amount_received: received } = await ask(`payment_intents/${session.payment_intent}`);
    return { status, received };
  };
  return { page, main, email, number: await customer.orderNumber(), intent };
}

test.describe("money that is reserved", () => {
  test.use({ locale: "en", viewport: desktop });

  test("is captured in part by staff, or let go with the order", async ({ page, browser, request }) => {
    const merchant = new Merchant(page, "en");
    const title = `Card ${crypto.randomUUID().slice(0, 6)}`;
    const credentials = (await control(request, "merchants", {})) as Credentials;
    const { secretKey } = credentials;
    const row = page.getByRole("listitem").filter({ hasText: title });
    const openOrder = async (number: string) => {
      await page.goto(merchant.at(`/store/street/orders?q=${number}`));
      await page.getByRole("row").filter({ hasText: number }).getByRole("link").first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(number);
    };
    const dialog = page.getByRole("dialog");

    await test.step("the merchant says in the form that money is only reserved", async () => {
      await merchant.signIn(demoOwner, `${list}/new?provider=stripe`);
      // Once the page is alive: what is typed before mixes with what the form begins with.
      await expect(page.getByRole("radio", { name: /^At once/ })).toBeEnabled();
      await merchant.field(/Name that customers see/).fill(title);
      await merchant.field("Secret key").fill(secretKey);
      await merchant.field("Webhook signing secret").fill(credentials.webhookSecret);
      await merchant.field("Simulator address").fill(stripeOrigin);
      const url = await merchant.field("Notice address").inputValue();
      await control(request, "endpoint", { secretKey, url });
      await expect(page.getByText(/A reservation lapses/)).toHaveCount(0);
      await page.getByRole("radio", { name: /^When I capture it/ }).check();
      await expect(page.getByText(/A reservation lapses/)).toBeVisible();
      await expectHealthy(page);
      await merchant.button("Save and check").click();
      await expect(row).toContainText("captured by hand");
      await row.getByRole("link", { name: title }).click();
      await expect(page.getByRole("radio", { name: /^When I capture it/ })).toBeChecked();
    });

    const context = await browser.newContext({ locale: "en", viewport: phone });
    const first = await buy(await context.newPage(), title, secretKey);
    await test.step("a customer pays, and reads that nothing is charged yet", async () => {
      await expect(first.main).toContainText("Authorised");
      await expectHealthy(first.page);
      expect(await first.intent()).toEqual({ status: "requires_capture", received: 0 });
      const letter = await letterTo(request, first.email, new RegExp(first.number));
      expect(letter.text).toContain("You authorised $66.00 and nothing is charged yet");
    });

    await test.step("staff capture a part of it", async () => {
      await openOrder(first.number);
      await expect(page.getByText("$66.00 is reserved, not taken yet")).toBeVisible();
      await expect(page.getByText("Authorised").first()).toBeVisible();
      await expectHealthy(page);
      await page.getByRole("main").getByRole("button", { name: "Capture payment" }).click();
      await dialog.getByLabel("How much").fill("66.01");
      await dialog.getByLabel("How much").press("Enter");
      await expect(dialog.getByRole("alert")).toHaveText("At most $66.00 can be captured");
      await dialog.getByLabel("How much").fill("60");
      await expect(dialog).toContainText("The other $6.00 goes back to the customer");
      await expectHealthy(page);
      await dialog.getByRole("button", { name: "Capture $60.00" }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText("$60.00 of $66.00 captured, ready to fulfil")).toBeVisible();
      await expect(page.getByText("Partly paid").first()).toBeVisible();
      expect(await first.intent()).toEqual({ status: "succeeded", received: 6000 });
    });

    await test.step("the customer reads what was charged", async () => {
      await first.page.reload();
      await expect(first.main).toContainText("You were charged $60.00 of the $66.00 that you authorised");
      const letter = await letterTo(request, first.email, /payment received/);
      expect(letter.text).toContain("We charged $60.00 of the $66.00 that you authorised");
    });

    const second = await buy(await context.newPage(), title, secretKey);
    await test.step("another order is cancelled, and its money let go", async () => {
      await openOrder(second.number);
      await merchant.button("More actions").click();
      await page.getByRole("menuitem", { name: "Cancel order", exact: true }).click();
      await expect(dialog).toContainText("the $66.00 that is reserved is let go");
      await dialog.getByRole("button", { name: "Cancel order" }).click();
      await expect(page.getByText("what was reserved was let go, and nothing was taken")).toBeVisible();
      expect(await second.intent()).toEqual({ status: "canceled", received: 0 });
      await second.page.reload();
      await expect(second.main).toContainText("You have not been charged");
      await expectHealthy(second.page);
    });

    await page.goto(merchant.at(list));
    await merchant.button(`More for ${title}`).click();
    await page.getByRole("menuitem", { name: "Turn off" }).click();
    await expect(row.getByText("Off")).toBeVisible();
    await context.close();
  });
});
