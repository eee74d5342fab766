import { storeOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo, linkIn } from "../fixtures/mailbox.ts";
import { Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";

const password = "a long and quiet afternoon";

const people = [
  {
    locale: "en",
    viewport: desktop,
    name: "Ada Byrne",
    store: "Ada’s Corner",
    country: "IE",
    currency: "EUR",
    timezone: "Europe/Dublin",
  },
  {
    locale: "zh-CN",
    viewport: phone,
    name: "罗小满",
    store: "小满杂货",
    country: "CN",
    currency: "CNY",
    timezone: "Asia/Shanghai",
  },
] as const;

for (const person of people)
  test.describe(`a new merchant, in ${person.locale}`, () => {
    test.use({ locale: person.locale, viewport: person.viewport });

    test("signs up, opens a store within a minute, leaves and comes back", async ({ page }) => {
      const merchant = new Merchant(page, person.locale);
      const { words } = merchant;
      const email = freshEmail("merchant");
      const handle = `corner-${email.slice(9, 17)}`;

      await test.step("signs up and proves the address", async () => {
        await page.goto(merchant.at("/sign-up"));
        await merchant.field(words.name).fill(person.name);
        await merchant.field(words.email).fill("not an address");
        await merchant.field(words.password).fill("short");
        await merchant.button(words.signUp).click();
        await expect(page.getByRole("alert").filter({ visible: true }).first()).toBeVisible();
        await expectHealthy(page);
        await merchant.field(words.email).fill(email);
        await merchant.field(words.password).fill(password);
        await merchant.button(words.signUp).click();
        await expect(page.getByRole("heading", { name: words.pending })).toBeVisible();
        await expectHealthy(page);
        await page.goto(linkIn(await letterTo(page.request, email, words.verifyLetter)));
        await expect(page.getByText(words.verified)).toBeVisible();
        await page.getByRole("link", { name: words.goOn }).click();
      });

      await test.step("opens a store", async () => {
        await expect(page.getByRole("heading", { name: words.newStore })).toBeVisible();
        const begun = Date.now();
        await merchant.field(words.storeName).fill(person.store);
        for (const [typed, answer] of [
          ["demo", words.handleTaken],
          ["admin", words.handleReserved],
          ["-x-", words.handleIllFormed],
        ] as const) {
          await merchant.field(words.handle).fill(typed);
          await merchant.field(words.handle).blur();
          await expect(page.getByText(answer)).toBeVisible();
        }
        await merchant.field(words.handle).fill(handle);
        await expect(page.getByText(words.handleFree, { exact: true })).toBeVisible();
        await merchant.field(words.country).selectOption(person.country);
        await expect(merchant.field(words.currency)).toHaveValue(person.currency);
        await expect(merchant.field(words.timezone)).toHaveValue(person.timezone);
        await expectHealthy(page);
        await merchant.button(words.open).click();
        await expect(page.getByText(words.emptyHome)).toBeVisible();
        expect(Date.now() - begun, "milliseconds to open a store").toBeLessThan(60_000);
        await expectHealthy(page);
      });

      await test.step("finds it empty, and its window open", async () => {
        await merchant.place(words.orders).click();
        await expect(page.getByText(words.noOrders)).toBeVisible();
        await merchant.place(words.products).click();
        await expect(page.getByText(words.noProducts)).toBeVisible();
        const shop = await page.context().newPage();
        const response = await shop.goto(storeOrigin(handle));
        expect(response?.status()).toBe(200);
        await expect(shop.getByRole("banner")).toContainText(person.store);
        await expectHealthy(shop);
        await shop.close();
      });

      await test.step("leaves, forgets the password, and comes back", async () => {
        await merchant.signOut(person.name);
        await merchant.enter({ email, password: "not this one" });
        await expect(page.getByText(words.wrong)).toBeVisible();
        await page.getByRole("link", { name: words.forgot }).click();
        await expect(page.getByRole("heading", { name: words.reset })).toBeVisible();
        await merchant.field(words.email).fill(email);
        await merchant.button(words.sendLink).click();
        await expect(page.getByText(words.sent)).toBeVisible();
        await page.goto(linkIn(await letterTo(page.request, email, words.resetLetter)));
        await merchant.field(words.newPassword).fill(`${password}, again`);
        await expectHealthy(page);
        await merchant.button(words.setPassword).click();
        await expect(page.getByText(words.passwordChanged)).toBeVisible();
        await merchant.enter({ email, password: `${password}, again` });
        await expect(page.getByText(words.emptyHome)).toBeVisible();
        await expect(page).toHaveURL(merchant.at(`/store/${handle}`));
      });
    });
  });
