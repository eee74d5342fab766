import { expectHealthy } from "../fixtures/health.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";

const customData = "/store/demo/settings/custom-data";

test.use({ locale: "en", viewport: desktop });

test("a kind of records is defined, filled, changed, found and removed", async ({ page }) => {
  const merchant = new Merchant(page, "en");
  const main = page.getByRole("main");
  const mark = crypto.randomUUID().slice(0, 6);
  const kind = `Makers ${mark}`;
  await merchant.signIn(demoOwner, customData);

  await test.step("a kind is defined; what is wrong with a field of it is said there", async () => {
    await page.getByRole("link", { name: "Add a kind of record" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New kind of record");
    await merchant.field("Name").first().fill(kind);
    await merchant.field("Type").fill(`maker_${mark}`);
    const first = main.getByRole("listitem").nth(0);
    await first.getByLabel("Name", { exact: true }).fill("Called");
    await merchant.button("Save").click();
    await expect(first.getByRole("alert")).toContainText("Letters, digits");
    await expect(first.getByLabel("Key", { exact: true })).toBeFocused();
    await first.getByLabel("Key", { exact: true }).fill("called");
    await merchant.button("Add a field").click();
    const second = main.getByRole("listitem").nth(1);
    await expect(second.getByLabel("Name", { exact: true })).toBeFocused();
    await second.getByLabel("Name", { exact: true }).fill("Since");
    await second.getByLabel("Key", { exact: true }).fill("since");
    await second.getByLabel("Kind", { exact: true }).selectOption("number_integer");
    await second.getByLabel("At least", { exact: true }).fill("1900");
    await merchant.field(/^Drafts/).check();
    await expectHealthy(page);
    await merchant.button("Save").click();
    await expect(page.getByRole("heading", { name: "No entries yet" })).toBeVisible();
  });

  await test.step("an entry says of each field what is wrong, and keeps what was typed", async () => {
    await page.getByRole("link", { name: "New entry" }).click();
    await merchant.field("Since (optional)").fill("1899");
    await merchant.button("Save").click();
    await expect(main.getByRole("alert")).toHaveText(["Please fill this in", "Not below 1900"]);
    await expect(merchant.field("Called")).toBeFocused();
    await expectHealthy(page);
    await merchant.field("Called").fill("Weng's kiln");
    await merchant.field("Since (optional)").fill("1931");
    // With the keyboard alone.
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Weng's kiln");
    await expect(merchant.field("Handle")).toHaveValue("wengs-kiln");
  });

  await test.step("a change is guarded until it is saved", async () => {
    await merchant.field("Called").fill("Weng & sons");
    page.once("dialog", (dialog) => dialog.dismiss());
    await main.getByRole("link", { name: kind }).click();
    await expect(merchant.field("Called")).toHaveValue("Weng & sons");
    await merchant.field("State").selectOption("ACTIVE");
    await merchant.button("Save").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Weng & sons");
    await expect(main.getByText("Active", { exact: true }).first()).toBeVisible();
  });

  await test.step("it is found by the beginning of its name, on the phone too", async () => {
    await main.getByRole("link", { name: kind }).click();
    await page.setViewportSize(phone);
    const search = merchant.field("Name or handle, from its beginning");
    await search.fill("zzz");
    await expect(main.getByText("Nothing begins with “zzz”")).toBeVisible();
    await search.fill("weng");
    await expect(page.getByRole("link", { name: "Weng & sons" }).filter({ visible: true })).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("link", { name: "Fields", exact: true }).click();
    // With the keyboard, which stays with what it moves.
    await merchant.button("Move Since up").press("Enter");
    await expect(main.getByRole("listitem").nth(0)).toContainText("Since");
    await expect(merchant.button("Move Since down")).toBeFocused();
    await expectHealthy(page);
  });

  await test.step("a kind goes with its entries, once that was said", async () => {
    await merchant.button("Remove").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(dialog).toContainText("1 entry is there");
    await expectHealthy(page);
    await dialog.getByRole("button", { name: "Remove entries too" }).click();
    await expect(page).toHaveURL(merchant.at(customData));
    await expect(main.getByRole("link", { name: kind })).toHaveCount(0);
  });
});

test("the store's own field is defined, refused, filled in, and taken away", async ({ page }) => {
  const merchant = new Merchant(page, "en");
  const mark = crypto.randomUUID().slice(0, 6);
  const name = `Founded ${mark}`;
  await merchant.signIn(demoOwner, customData);
  await merchant.button("Add a field: The store").click();
  await merchant.field("Name").fill(name);
  await merchant.field("Key").fill(`founded_${mark}`);
  await merchant.field("Kind").selectOption("number_integer");
  await merchant.button("Save").click();
  const value = merchant.field(name);
  await value.fill("long ago");
  await merchant.button("Save fields").click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("A whole number, such as 12");
  await expectHealthy(page);
  await value.fill("1931");
  await merchant.button("Save fields").click();
  await expect(merchant.button("Save fields")).toHaveCount(0);
  await page.reload();
  await expect(value).toHaveValue("1931");
  await merchant.button(`Remove ${name}`).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await dialog.getByRole("button", { name: "Remove values too" }).click();
  await expect(value).toHaveCount(0);
});
