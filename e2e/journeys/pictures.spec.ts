import { expectHealthy } from "../fixtures/health.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { desktop, expect, test } from "../fixtures/test.ts";

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const files = [
  // Called what it is not.
  { name: "dot.jpg", mimeType: "image/jpeg", buffer: Buffer.from(pixel, "base64") },
  {
    name: "evil.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  },
];

test.use({ locale: "en", viewport: desktop });

test("a picture is uploaded, described, moved by the keyboard, taken away and brought back", async ({
  page,
}) => {
  const merchant = new Merchant(page, "en");
  const pictures = page.getByRole("region", { name: "Pictures" });
  const tile = (name: RegExp) => pictures.getByRole("button", { name });
  const saved = () => expect(pictures.getByText("Saving…")).toBeHidden();
  await merchant.signIn(demoOwner, "/store/street/products");
  await page.getByRole("link", { name: "Rebar belt" }).filter({ visible: true }).click();
  await expect(tile(/^Picture 1 of/)).toBeVisible();
  const before = await tile(/^Picture \d+ of/).count();

  await test.step("one is taken for what it is, the other refused with what to do", async () => {
    await pictures.getByLabel("choose files").setInputFiles(files);
    await expect(tile(/^Picture \d+ of/)).toHaveCount(before + 1);
    await expect(pictures.getByRole("alert")).toContainText("evil.svg: That drawing holds scripts");
    await pictures.getByRole("button", { name: "Do not upload evil.svg" }).click();
  });

  await test.step("it is described, and moved by the keyboard alone", async () => {
    await tile(new RegExp(`^Picture ${before + 1} of`)).click();
    await pictures.getByLabel(/^What it shows/).fill("A dot");
    await expectHealthy(page);
    await pictures.getByRole("button", { name: "Done" }).click();
    await tile(/: A dot$/).focus();
    for (let place = before; place > 0; place -= 1) {
      await page.keyboard.press("Alt+ArrowLeft");
      await expect(tile(new RegExp(`^Picture ${place} of .*: A dot$`))).toBeFocused();
    }
    await saved();
    await page.reload();
    await expect(tile(/^Picture 1 of .*: A dot$/)).toBeVisible();
  });

  await test.step("taken away it can be brought back where it was", async () => {
    await tile(/: A dot$/).click();
    await pictures.getByRole("button", { name: "Remove" }).click();
    await expect(pictures.getByRole("button", { name: "Undo" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(tile(/^Picture 1 of .*: A dot$/)).toBeVisible();
    await saved();
    await tile(/: A dot$/).click();
    await pictures.getByRole("button", { name: "Remove" }).click();
    await expect(pictures.getByText("Removed: A dot")).toBeVisible();
    await page.reload();
    await expect(tile(/^Picture \d+ of/)).toHaveCount(before);
  });
});
