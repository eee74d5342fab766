import type { Locator, Page } from "@playwright/test";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { expect, test } from "../fixtures/test.ts";
import { teaInEnglish } from "../fixtures/trips.ts";
import { bankWords } from "../fixtures/words.ts";

const farthest = 90;

/** Presses Tab until the focus is there; fails where it never comes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < farthest; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Walks through the lists of 省, 市 and 区县 to a name, opening them where they are not. */
async function chooseArea(page: Page, words: Shopper["words"], name: string): Promise<void> {
  const lists = page.getByRole("dialog", { name: words.area.title });
  if (!(await lists.isVisible())) {
    await tabTo(page, page.getByRole("button", { name: words.area.label }));
    await page.keyboard.press("Enter");
  }
  const choice = lists.getByRole("listitem").getByRole("button", { name, exact: true });
  await expect(choice).toBeVisible();
  while (!(await choice.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

test.use({ locale: "en" });

test("a purchase with the keyboard alone", async ({ page }) => {
  const customer = new Shopper(page, teaInEnglish);
  const { words } = customer;
  await customer.openProductByAddress(teaInEnglish.path);

  await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await tabTo(page, customer.option(/^100 g/));
  await page.keyboard.press("Enter");
  await expect(customer.option(/^100 g/)).toBeFocused();
  await expect(customer.option(/^100 g/)).toHaveAttribute("aria-current", "true");
  await tabTo(page, page.getByRole("button", { name: words.addToBag }).filter({ visible: true }).first());
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer).toBeVisible();
  await tabTo(page, drawer.getByRole("link", { name: words.checkout }));
  await page.keyboard.press("Enter");

  await expect(page.getByLabel(words.email)).toBeVisible();
  const fields = [...Object.entries(teaInEnglish.address), ["Email", freshEmail("keys")]];
  let area = "";
  for (const [label, text] of fields) {
    const field = label === "Email" ? page.getByLabel(words.email) : page.getByLabel(label!, { exact: true });
    if (!(await field.isVisible())) {
      if (text !== area) await chooseArea(page, words, text!);
      area = text!;
      continue;
    }
    await tabTo(page, field);
    if (await field.evaluate((element) => element instanceof HTMLSelectElement)) {
      while ((await field.inputValue()) !== text) await page.keyboard.press("ArrowDown");
    } else await page.keyboard.type(text!);
  }
  await page.keyboard.press("Tab");
  const pay = page.getByRole("button", { name: words.place });
  await expect(pay).toBeVisible();
  const test = page.getByRole("radio", { name: words.testPayment });
  await tabTo(page, page.getByRole("radio", { checked: true }).last());
  while (!(await test.isChecked())) await page.keyboard.press("ArrowDown");
  await tabTo(page, pay);
  await page.keyboard.press("Enter");

  const accept = page.getByRole("button", { name: bankWords.en.pay, exact: true });
  await expect(accept).toBeVisible();
  await tabTo(page, accept);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: words.paid })).toBeVisible();
});
