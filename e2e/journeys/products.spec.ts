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

const dot = {
  ...{ name: "dot.png", mimeType: "image/png" },
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
const wordLine = (mark: string, words: string) =>
  `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;</span></span><![endif]>${words}<o:p></o:p></p>`;
/** What Word puts on the clipboard, in short. */
const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style></head>
  <body><!--StartFragment--><h1 style='mso-pagination:none'>Why<o:p></o:p></h1>${wordLine("·", "Galvanised")}${wordLine("·", "Stackable")}<img src="file:///C:/a.png"><script>alert(1)</script><!--EndFragment--></body></html>`;

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

    await test.step("its description is formatted by keys, in Chinese too, and what Word pastes is cleaned", async () => {
      const text = page.getByRole("textbox", { name: "Description", exact: true });
      await text.click();
      await expect(text).toHaveAttribute("contenteditable", "true");
      await text.fill("Ten litres of <b>honest</b> ");
      await page.keyboard.press("Control+b");
      const cdp = await context.newCDPSession(page);
      await cdp.send("Input.imeSetComposition", { text: "gang", selectionStart: 4, selectionEnd: 4 });
      await cdp.send("Input.insertText", { text: "钢" });
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Bold", exact: true }).press("ArrowRight");
      await expect(page.getByRole("button", { name: "Italic", exact: true })).toBeFocused();
      await text.evaluate((element, html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", html);
        element.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
        );
      }, wordHtml);
      await expect(text.getByRole("list").getByRole("listitem")).toHaveText(["Galvanised", "Stackable"]);
      await expect(text.getByRole("heading", { level: 2 })).toHaveText("Why");
      expect(await text.innerHTML()).not.toMatch(/mso|style=|class="Mso|<o:p|script/i);
    });

    await test.step("options make variants, which begin with the price; a picture hangs on until it is saved", async () => {
      await page.getByRole("textbox", { name: words.price }).fill("12.00");
      await page.getByRole("textbox", { name: words.stock }).fill("3");
      await merchant.button("Add an option").click();
      await page.getByLabel("Option", { exact: true }).fill("Size");
      await page.getByLabel("Values", { exact: true }).fill("S, L");
      await merchant.button("Make variants").click();
      await expect(page.getByRole("textbox", { name: "L Price, USD" })).toHaveValue("12.00");
      await page.getByRole("textbox", { name: "L Price, USD" }).fill("abc");
      await page.getByLabel("choose files").setInputFiles(dot);
      await expect(page.getByRole("button", { name: /^Picture 1 of 1/ })).toBeVisible();
    });

    await test.step("nothing is lost to a mistake, and the first save leads to the product", async () => {
      await merchant.button(words.save).click();
      await expect(page.getByRole("alert").filter({ hasText: "L, Price, USD" })).toBeInViewport();
      await page.getByRole("textbox", { name: "L Price, USD" }).fill("15");
      await merchant.button(words.save).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page.getByRole("button", { name: /^Picture 1 of 1/ })).toBeVisible();
      await expect(page.getByRole("textbox", { name: "L Price, USD" })).toHaveValue("15.00");
      await expectHealthy(page);
    });

    const shop = await context.newPage();
    await shop.goto(`${storeOrigin("street")}/products/${title.toLowerCase().replaceAll(" ", "-")}`);
    await expect(shop.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(shop.getByRole("main")).toContainText("$12.00");
    await expect(shop.getByText("Ten litres of <b>honest</b> 钢")).toBeVisible();
    await expect(shop.locator(".prose strong")).toHaveText("钢");
    await expect(shop.getByRole("listitem").filter({ hasText: "Stackable" })).toBeVisible();
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
      added: [{ price: 1200 }],
      addedStock: [{ index: 0, available: 3, mayOversell: false }],
    };
    // What people paste becomes text; this is what a program with their session could send.
    const made = await page.request.post(merchant.at("/api/trpc/products.create"), {
      headers: { origin: dashboardOrigin },
      data: { json },
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
