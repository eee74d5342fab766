import { readFileSync } from "node:fs";
import { expectHealthy } from "../fixtures/health.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, test } from "../fixtures/test.ts";

const path = "/store/street/products/import";
/** Drafts, so that no shop shows them to others' journeys. */
const file = {
  name: "brought-along.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [
      "Handle,Title,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty",
      "brought-bowl,=Bowl,draft,Size,Small,B-1,12.50,shopify,3",
      "brought-bowl,,,,Large,B-2,19.00,shopify,1",
      "brought-cup,Cup,draft,Title,Default Title,C-1,five,shopify,2",
      "",
    ].join("\n"),
  ),
};

test.use({ locale: "en", viewport: desktop });

test("a file is checked, imported, found unchanged and undone", async ({ page }) => {
  const merchant = new Merchant(page, "en");
  const upload = async (button: string) => {
    await page.goto(merchant.at(path));
    await page.getByLabel("File with products").setInputFiles(file);
    if (button === "Upload and import") await page.getByLabel(/^Only check it first/).uncheck();
    await merchant.button(button).click();
    await expect(page).toHaveURL(/\/products\/import\/[0-9a-f-]{36}$/);
  };
  await merchant.signIn(demoOwner, path);
  await expectHealthy(page);

  await test.step("a dry run says what would come of it, row by row", async () => {
    await upload("Upload and check");
    await expect(page.getByText("Checked, and nothing written")).toBeVisible();
    const row = page.getByRole("row", { name: /brought-cup/ });
    await expect(row).toContainText("Variant Price");
    await expect(row).toContainText("A price is a number");
    await expectHealthy(page);
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all" }).click();
    expect(readFileSync(await (await saved).path(), "utf8")).toContain("4,Variant Price,brought-cup,");
  });

  await test.step("carried out, it is there; a second time nothing changes", async () => {
    await merchant.button("Import it now").click();
    await expect(merchant.button("Undo")).toBeVisible();
    await upload("Upload and import");
    await expect(page.getByText("Nothing has changed")).toBeVisible();
  });

  await test.step("undone, the product is gone", async () => {
    await page.goto(merchant.at(path));
    await page.getByRole("link", { name: file.name }).nth(1).click();
    await merchant.button("Undo").click();
    await merchant.button("Undo the import").click();
    await expect(page.getByText("Undone", { exact: true })).toBeVisible();
    await page.goto(merchant.at("/store/street/products?q=bowl"));
    await expect(page.getByRole("link", { name: "=Bowl" })).toHaveCount(0);
    await expectHealthy(page);
  });
});
