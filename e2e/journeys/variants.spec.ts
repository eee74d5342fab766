import { dashboardOrigin, storeOrigin } from "../env.ts";
import { ask } from "../fixtures/direct.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, test } from "../fixtures/test.ts";

const range = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word}${String(index + 1).padStart(2, "0")}`);
/** Rows of the sheet that may stand in the page, whatever the number of variants: what a screen shows and a little around it. */
const mostRows = 40;
// A second until every process follows a change, and one for the page.
const soon = { timeout: 2_000, intervals: [100] };

test.describe("a product of 2,048 variants", () => {
  test.use({ locale: "en", viewport: desktop, permissions: ["clipboard-read", "clipboard-write"] });
  test.slow();

  test("is made of its options, edited like a spreadsheet, and sold", async ({ page }) => {
    const merchant = new Merchant(page, "en");
    await merchant.signIn(demoOwner, "/store/street/products");
    const title = `Vast ${crypto.randomUUID().slice(0, 6)}`;
    const made = await page.request.post(merchant.at("/api/trpc/products.create"), {
      headers: { origin: dashboardOrigin },
      data: {
        json: {
          ...{ store: "street", title, status: "active", added: [{ price: 1200 }] },
        },
      },
    });
    const { id } = (await made.json()).result.data.json as { id: string };
    const form = merchant.at(`/store/street/products/${id}`);
    await page.goto(form);
    const grid = page.getByRole("grid", { name: "Variants" });
    const rows = grid.getByRole("rowheader");
    const save = async () => {
      await merchant.button("Save").click();
      await expect(page.getByText(merchant.words.saved).first()).toBeVisible();
      await expect(merchant.button("Save")).toBeHidden();
    };

    await test.step("options make the variants, and one too many says so", async () => {
      for (const [name, values] of [
        ["Size", range("s", 32)],
        ["Cut", range("k", 8)],
        ["Colour", range("c", 8)],
      ] as const) {
        await merchant.button("Add an option").click();
        await page.getByLabel("Option", { exact: true }).last().fill(name);
        await page.getByLabel("Values", { exact: true }).fill(values.join(", "));
        await merchant.button("Make variants").click();
      }
      await expect(page.getByText("2048, in stock not counted")).toBeVisible();
      await page.getByLabel("Add a value to Size").fill("one more");
      await page.keyboard.press("Enter");
      await expect(page.getByText("That makes 2,112 variants")).toBeVisible();
      await page.getByLabel("Add a value to Size").fill("");
      await save();
    });

    await test.step("the form is there at once, with the rows that are looked at", async () => {
      const startedAt = performance.now();
      await page.goto(form);
      const cell = page.getByRole("textbox", { name: "s01 / k01 / c01 Price, USD" });
      await cell.fill("12.34");
      await expect(merchant.button("Save")).toBeVisible();
      const ms = Math.round(performance.now() - startedAt);
      console.info(`2,048 variants: a cell takes a price ${ms} ms after the page was asked for`);
      expect(await rows.count()).toBeLessThanOrEqual(mostRows);
      await expectHealthy(page);
    });

    await test.step("keys move, select, fill down, take back and come from Excel", async () => {
      await page.keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: "s01 / k01 / c02 Price, USD" })).toBeFocused();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Control+d");
      await expect(page.getByRole("textbox", { name: "s01 / k01 / c03 Price, USD" })).toHaveValue("12.34");
      await expect(page.getByText("3 changes not saved")).toBeAttached();
      await page.keyboard.press("Control+z");
      await expect(page.getByText("1 change not saved")).toBeAttached();
      await page.keyboard.press("Control+End");
      const last = page.getByRole("gridcell").locator(":focus");
      await expect(last).toHaveAttribute("aria-label", /^s32 \/ k08 \/ c08 /);
      expect(await rows.count()).toBeLessThanOrEqual(mostRows);
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("ArrowRight");
      await page.evaluate(() => navigator.clipboard.writeText("5\t20.00\tSKU-1\n6\t21.00\tSKU-1"));
      await page.keyboard.press("Control+v");
      await expect(page.getByRole("textbox", { name: "s01 / k01 / c02 SKU" })).toHaveValue("SKU-1");
      await expect(page.getByText("One SKU is used more than once: SKU-1.")).toBeVisible();
    });

    await test.step("somebody else saves meanwhile, and nothing is lost", async () => {
      const other = await page.request.get(
        merchant.at(
          `/api/trpc/products.get?input=${encodeURIComponent(JSON.stringify({ json: { store: "street", id } }))}`,
        ),
      );
      const { version, variants } = (await other.json()).result.data.json;
      const theirs = await page.request.post(merchant.at("/api/trpc/products.save"), {
        headers: { origin: dashboardOrigin },
        data: { json: { store: "street", id, version, variants: [{ id: variants[0].id, price: 999 }] } },
      });
      expect(theirs.status(), await theirs.text()).toBe(200);
      await merchant.button("Save").click();
      await expect(page.getByText("One cell was changed by both")).toBeVisible();
      await expect(page.getByRole("textbox", { name: "s01 / k01 / c01 Price, USD" })).toHaveValue("12.34");
      await save();
    });

    await test.step("the shop sells it, by links alone", async () => {
      const address = `${storeOrigin("street")}/products/${title.toLowerCase().replace(" ", "-")}`;
      await expect.poll(async () => (await ask(address)).text, soon).toContain("$12.34");
    });
  });
});
