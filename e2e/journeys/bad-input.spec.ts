import { storeOrigin } from "../env.ts";
import { type Answer, ask } from "../fixtures/direct.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail } from "../fixtures/mailbox.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { expect, test } from "../fixtures/test.ts";
import { teaInChinese } from "../fixtures/trips.ts";

const demo = storeOrigin("demo");
const street = storeOrigin("street");

test.use({ locale: "zh-CN" });

/** The variant that a product's page sells. */
async function variantOf(address: string): Promise<string> {
  const { text } = await ask(address);
  const variant = /name="variant" value="([^"]+)"/.exec(text)?.[1];
  if (!variant) throw new Error(`nothing is sold at ${address}`);
  return variant;
}

function expectRefused(answer: Answer, status: number, code: string): void {
  expect(answer.text).toContain(`data-code="${code}"`);
  expect(answer.status).toBe(status);
  expect(answer.cookie, "no bag is begun").toBe("");
}

test("a quantity that nobody can buy is refused", async () => {
  const variant = await variantOf(`${demo}/products/yan-jiao`);
  const add = (quantity: string) => ask(`${demo}/cart/add`, { form: { variant, quantity } });
  for (const typed of ["0", "-1", "1.5", "许多", ""])
    expectRefused(await add(typed), 422, "quantity_invalid");
  for (const typed of ["1000000000", "999999999999"])
    expectRefused(await add(typed), 422, "quantity_too_large");
});

test("a variant that is not sold here is refused, also another shop's", async () => {
  const foreign = await variantOf(`${street}/products/skip-tote`);
  for (const variant of ["", "nonsense", "01890a5d-ac96-774b-bcce-b302099a8057", foreign])
    expectRefused(
      await ask(`${demo}/cart/add`, { form: { variant, quantity: "1" } }),
      404,
      "unknown_variant",
    );
});

test("another shop's bag is nobody's here", async () => {
  const variant = await variantOf(`${street}/products/skip-tote`);
  const { cookie } = await ask(`${street}/cart/add`, { form: { variant, quantity: "1" } });
  const headers = { cookie };
  expect((await ask(`${street}/cart`, { headers })).text).toContain("Skip tote");
  expect((await ask(`${demo}/cart`, { headers })).text).not.toContain("Skip tote");
  const refused = await ask(`${demo}/cart/update`, { form: { variant, quantity: "5" }, headers });
  expect(refused.status).toBe(404);
  expect(refused.text).toContain('data-code="cart_not_found"');
});

test("a form that is far too long is refused", async () => {
  const form = { variant: "x".repeat(100_000), quantity: "1" };
  expectRefused(await ask(`${demo}/cart/add`, { form }), 422, "form_too_large");
});

test("a form that another site posts is refused", async ({ page }) => {
  const variant = await variantOf(`${demo}/products/yan-jiao`);
  await page.goto("about:blank");
  await page.setContent(
    `<form method="post" action="${demo}/cart/add"><input name="variant" value="${variant}"><button>Win a teapot</button></form>`,
  );
  await page.getByRole("button").click();
  await expect(page.locator("[data-code=form_foreign]")).toBeVisible();
  await expectHealthy(page);
  await page.goto(`${demo}/cart`);
  await expect(page.getByRole("heading", { name: "购物袋还空着" })).toBeVisible();
});

test.describe("a checkout filled in badly", () => {
  test.use({ javaScriptEnabled: false });

  test("says at each field what is wrong, and keeps what was typed", async ({ page }) => {
    await page.goto(`${demo}/products/yan-jiao`);
    await page
      .getByRole("button", { name: /^立即购买/ })
      .filter({ visible: true })
      .first()
      .click();
    await page.getByLabel("手机号", { exact: true }).fill("12");
    await page.getByLabel("收货人", { exact: true }).fill("陈雨桐");
    await page.getByRole("button", { name: /^提交订单/ }).click();
    await expect(page.locator("[data-code=details_invalid]")).toBeVisible();
    await expect(page.locator("[data-code=phone_ill_formed]")).toBeVisible();
    await expect(page.locator("[data-code=line1_missing]")).toBeVisible();
    await expect(page.getByLabel("手机号", { exact: true })).toHaveValue("12");
    await expect(page.getByLabel("收货人", { exact: true })).toHaveValue("陈雨桐");
  });
});

test("an order's address that somebody guessed shows nothing", async ({ page }) => {
  const response = await page.goto(`${demo}/orders/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`);
  expect(response?.status()).toBe(404);
  await expect(page.locator("[data-code=order_not_found]")).toBeVisible();
});

test("more than there is cannot be paid for, and no money moves", async ({ page }) => {
  const trip = {
    ...teaInChinese,
    path: "/products/song-sheng",
    product: "松声铁壶",
    options: [/^1200 毫升/],
    price: "¥558.00",
    quantity: 400,
    rate: /普通快递/,
    total: "¥223,200.00",
  };
  const customer = new Shopper(page, trip);
  await customer.openProductByAddress(trip.path);
  await customer.goToPayment(freshEmail("greedy"));
  await customer.submit(customer.words.testPayment);
  await expect(page.getByRole("heading", { name: "有人先了一步" })).toBeVisible();
  await expect(page.locator("[data-code=sold_out]")).toContainText("没有扣您的钱");
  await expectHealthy(page);
  await page.getByRole("link", { name: "看看购物袋" }).click();
  await expect(page.getByRole("main")).toContainText("松声铁壶");
});
