import { dashboardOrigin, storeOrigin } from "../env.ts";
import { ask } from "../fixtures/direct.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";

// A second until every process follows a change, and one for the page.
const soon = { timeout: 2_000, intervals: [100] };

/** Two things that no other journey buys, so that nobody else is surprised. */
const edits = [
  {
    locale: "en",
    viewport: desktop,
    store: "street",
    product: "Rebar belt",
    path: "/products/rebar-belt",
    variant: "Soot",
    soldOut: "Sold out",
    price: (amount: string) => `$${amount}`,
  },
  {
    locale: "zh-CN",
    viewport: phone,
    store: "demo",
    product: "竹荷茶则",
    path: "/products/zhu-he",
    variant: "",
    soldOut: "已售完",
    price: (amount: string) => `¥${amount}`,
  },
] as const;

for (const edit of edits)
  test.describe(`a product of ${edit.store}, in ${edit.locale}`, () => {
    test.use({ locale: edit.locale, viewport: edit.viewport });

    test("is changed, and the shop shows it within two seconds", async ({ page, context }) => {
      const merchant = new Merchant(page, edit.locale);
      const { words } = merchant;
      const shop = await context.newPage();
      const address = `${storeOrigin(edit.store)}${edit.path}`;
      await shop.goto(address);
      const titleBefore = (await shop.getByRole("heading", { level: 1 }).textContent())!;

      await merchant.signIn(demoOwner, `/store/${edit.store}/products`);
      await expectHealthy(page);
      await page.getByRole("link", { name: titleBefore }).filter({ visible: true }).click();
      await expect(merchant.field(words.title)).toHaveValue(titleBefore);
      await expectHealthy(page);

      const price = page.getByRole("textbox", { name: words.price }).first();
      const stock = page.getByRole("textbox", { name: words.stock }).first();
      const before = { price: await price.inputValue(), stock: await stock.inputValue() };

      const shows = async (text: string) => {
        await expect.poll(async () => (await ask(address)).text, soon).toContain(text);
        await shop.reload();
        await expect(shop.getByRole("main")).toContainText(text);
      };
      const save = async () => {
        await merchant.button(words.save).click();
        await expect(page.getByText(words.saved).first()).toBeVisible();
        // Nothing is left to be saved.
        await expect(merchant.button(words.save)).toBeHidden();
      };

      await test.step("what cannot be a price is refused where it stands", async () => {
        for (const typed of ["-1", "1.999", "abc"]) {
          await price.fill(typed);
          await price.blur();
          await expect(price).toHaveAttribute("aria-invalid", "true");
          await expect(page.getByRole("alert").filter({ visible: true }).first()).toBeVisible();
        }
      });

      await test.step("title and price", async () => {
        await merchant.field(words.title).fill(`${titleBefore} 2`);
        await price.fill("21.20");
        await save();
        await shows(edit.price("21.20"));
        await expect(shop.getByRole("heading", { level: 1 })).toHaveText(`${titleBefore} 2`);
      });

      await test.step("stock", async () => {
        await stock.fill("0");
        await save();
        await shows(edit.soldOut);
      });

      await test.step("and back", async () => {
        await merchant.field(words.title).fill(titleBefore);
        await price.fill(before.price);
        await stock.fill(before.stock);
        await save();
        await shows(edit.price(before.price));
      });
    });
  });

test.describe("a new product", () => {
  test.use({ locale: "en" });

  test("is written in the form, and sold", async ({ page, context }) => {
    const merchant = new Merchant(page, "en");
    const { words } = merchant;
    await merchant.signIn(demoOwner, "/store/street/products");
    await page.getByRole("link", { name: words.addProduct }).filter({ visible: true }).click();
    await expect(page.getByRole("heading", { name: words.newProduct })).toBeVisible();
    await expectHealthy(page);
    const title = `Plaster bucket ${crypto.randomUUID().slice(0, 6)}`;
    await merchant.field(words.title).fill(title);
    await page.getByRole("textbox", { name: "Description" }).fill("Ten litres of <b>honest</b> steel.");
    await page.getByRole("textbox", { name: words.price }).fill("12.00");
    await page.getByRole("textbox", { name: words.stock }).fill("3");
    await merchant.button(words.save).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

    const shop = await context.newPage();
    await shop.goto(`${storeOrigin("street")}/products/${title.toLowerCase().replaceAll(" ", "-")}`);
    await expect(shop.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(shop.getByRole("main")).toContainText("$12.00");
    await expect(shop.getByText("Ten litres of <b>honest</b> steel.")).toBeVisible();
  });

  test("whose description carries scripts is sold without them", async ({ page }) => {
    const merchant = new Merchant(page, "en");
    await merchant.signIn(demoOwner, "/store/street/products");
    const title = `Mischief ${crypto.randomUUID().slice(0, 6)}`;
    const descriptionHtml = `<p>Kept.</p><script>document.title="owned"</script><img src="/x" onerror="document.title='owned'"><a href="javascript:document.title='owned'">press</a><style>body{display:none}</style>`;
    const json = {
      store: "street",
      title,
      subtitle: "",
      descriptionHtml,
      status: "active",
      price: 1200,
      sku: null,
    };
    // What people paste becomes text; this is what a program with their session could send.
    const made = await page.request.post(merchant.at("/api/trpc/products.create"), {
      headers: { origin: dashboardOrigin },
      data: { json: { ...json, available: 3 } },
    });
    expect(made.status(), await made.text()).toBe(200);

    const address = `${storeOrigin("street")}/products/${title.toLowerCase().replace(" ", "-")}`;
    await page.goto(address);
    await expect(page.getByText("Kept.")).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(title));
    const { text } = await ask(address);
    for (const trace of ["owned", "onerror", "javascript:", "display:none"])
      expect(text).not.toContain(trace);
  });
});
