import { wechatPayOrigin } from "../env.ts";
import { expectHealthy } from "../fixtures/health.ts";
import { freshEmail, letterTo } from "../fixtures/mailbox.ts";
import { demoOwner, Merchant } from "../fixtures/merchant.ts";
import { Shopper } from "../fixtures/shopper.ts";
import { desktop, expect, phone, test } from "../fixtures/test.ts";
import { teaInChinese } from "../fixtures/trips.ts";

const list = "/store/demo/settings/payments";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

type Credentials = Record<
  "mchid" | "appid" | "serialNo" | "privateKey" | "apiV3Key" | "publicKeyId" | "publicKey" | "apiBase",
  string
>;

/** A merchant of WeChat Pay's simulated far end, with what the merchant platform would show. */
async function register(): Promise<Credentials> {
  const answer = await fetch(`${wechatPayOrigin}/control/merchants`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return (await answer.json()) as Credentials;
}

test.describe("WeChat Pay, connected by its merchant", () => {
  test.use({ locale: "zh-CN", viewport: desktop });

  test("is checked, pays, tells its story, gives back a part, and hides where it should", async ({
    page,
    browser,
  }) => {
    const merchant = new Merchant(page, "zh-CN");
    const credentials = await register();
    const title = `微信收款 ${crypto.randomUUID().slice(0, 6)}`;
    const answers: string[] = [];
    page.on("response", (response) => {
      if (response.url().includes("/api/trpc/"))
        void response.text().then(
          (text) => answers.push(text),
          () => {},
        );
    });
    await merchant.signIn(demoOwner, list);

    await test.step("the form says what is wrong at its field, and loses nothing", async () => {
      await page.getByRole("link", { name: "添加收款方式" }).click();
      await page.getByRole("link", { name: /接入\s*微信支付/ }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("接入微信支付");
      await expectHealthy(page);
      await merchant.field("客人看到的名字 · 中文（中国）").fill(title);
      await merchant.field("商户号").fill(credentials.mchid);
      await merchant.field("AppID").fill(credentials.appid);
      await merchant.field("商户 API 证书序列号").fill("A".repeat(40));
      await merchant.field("商户 API 私钥").fill(credentials.privateKey.slice(0, 700));
      await merchant.field("APIv3 密钥").fill(credentials.apiV3Key);
      await merchant.field("微信支付公钥 ID").fill(credentials.publicKeyId);
      await merchant.field("微信支付公钥").fill(credentials.publicKey);
      await merchant.field("模拟器地址").fill(credentials.apiBase);
      await merchant.button("保存并检查").click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText([/私钥没有粘贴完整/]);
      await expect(merchant.field("商户 API 私钥")).toBeFocused();
      await expect(merchant.field("商户 API 私钥")).toHaveAttribute("aria-invalid", "true");
      await expect(merchant.field("商户号")).toHaveValue(credentials.mchid);
      await expectHealthy(page);
    });

    await test.step("a serial that WeChat Pay does not know is refused, and named", async () => {
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({
          name: "apiclient_key.pem",
          mimeType: "application/x-pem-file",
          buffer: Buffer.from(credentials.privateKey),
        });
      await expect(merchant.field("商户 API 私钥")).toHaveValue(/END PRIVATE KEY/);
      await merchant.button("保存并检查").click();
      const alerts = page.getByRole("main").getByRole("alert");
      await expect(alerts).toHaveText([/微信支付不认我们的签名/, /还没有保存.*请看“商户 API 证书序列号”/]);
      await expect(merchant.field("商户 API 证书序列号")).toBeFocused();
      await expect(merchant.button("先存着，停用")).toBeVisible();
      await expectHealthy(page);
    });

    await test.step("the right one works, in words", async () => {
      await merchant.field("商户 API 证书序列号").fill(credentials.serialNo);
      await merchant.button("保存并检查").click();
      await expect(page).toHaveURL(merchant.at(list));
      const row = page.getByRole("listitem").filter({ hasText: title });
      await expect(row).toContainText("我们签了名，微信支付认了，也回答了。");
      await expectHealthy(page);
    });

    const shopper = async (userAgent?: string) => {
      const context = await browser.newContext({
        locale: "zh-CN",
        viewport: userAgent ? phone : desktop,
        ...(userAgent ? { userAgent } : {}),
      });
      const customer = new Shopper(await context.newPage(), teaInChinese);
      const email = freshEmail("story");
      await customer.openProductByAddress(teaInChinese.path);
      await customer.goToPayment(email);
      return { customer, email };
    };

    const { customer, email } = await shopper(iphone);
    await test.step("a customer pays on a phone", async () => {
      await customer.submit(new RegExp(title));
      await customer.page.waitForURL(`${wechatPayOrigin}/mweb**`);
      await customer.page.getByRole("button", { name: "付款", exact: true }).click();
      await expect(customer.page.getByRole("heading", { name: customer.words.paid })).toBeVisible();
    });
    const number = await customer.orderNumber();

    await test.step("the order says how it was paid", async () => {
      await page.goto(merchant.at(`/store/demo/orders?q=${number}`));
      await page
        .getByRole("link", { name: new RegExp(number) })
        .first()
        .click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(number);
      const story = page
        .getByRole("main")
        .getByRole("list")
        .filter({ hasText: `请${title}收` });
      await expect(story).toContainText("在手机浏览器里");
      await expect(story).toContainText(`${title}给了付款页面`);
      await expect(story).toContainText(/(告诉我们|问了.*)：付好了 ¥218.00/);
      await expect(story).toContainText("订单写好了");
      await expectHealthy(page);
    });

    await test.step("a part is given back, by keyboard, and no more than there is", async () => {
      await page.getByRole("button", { name: "退款", exact: true }).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      const amount = dialog.getByLabel("退多少");
      await expect(amount).toHaveValue("218.00");
      await amount.fill("218.01");
      await amount.blur();
      await expect(dialog.getByRole("alert")).toHaveText("最多还可以退 ¥218.00");
      await amount.fill("68");
      await dialog.getByLabel("原因").fill("少了一块");
      await expectHealthy(page);
      await dialog.getByRole("button", { name: "退 ¥68.00" }).focus();
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
      const refund = page.getByRole("listitem").filter({ hasText: "少了一块" });
      await expect(refund).toContainText("¥68.00");
      await expect(refund.getByText("已退", { exact: true })).toBeVisible({ timeout: 90_000 });
      await expect(page.getByText("部分退款").first()).toBeVisible();
      await expect(page.getByText("还可以退 ¥150.00")).toBeVisible();
      await expectHealthy(page);
      const letter = await letterTo(page.request, email, /退您/);
      expect(letter.text).toContain("¥68.00");
    });

    await test.step("the form shows no secret again, and a condition keeps it from phones", async () => {
      await page.goto(merchant.at(list));
      await page.getByRole("link", { name: title }).click();
      await expect(merchant.field("商户号")).toHaveValue(credentials.mchid);
      await expect(merchant.field("APIv3 密钥")).toHaveValue("");
      await expect(merchant.field("商户 API 私钥")).toHaveValue("");
      await expect(page.getByText("已存", { exact: true })).toHaveCount(2);
      const html = await page.content();
      await merchant.field("手机浏览器").uncheck();
      await expectHealthy(page);
      await merchant.button("保存并检查").click();
      await expect(page).toHaveURL(merchant.at(list));
      const row = page.getByRole("listitem").filter({ hasText: title });
      await expect(row).toContainText(/只在电脑.*微信.*支付宝/);
      const secrets = [credentials.apiV3Key, ...credentials.privateKey.split("\n").slice(1, 3)];
      expect(answers.length).toBeGreaterThan(3);
      for (const text of [html, ...answers])
        for (const secret of secrets) expect(text.includes(secret), "a secret left the server").toBe(false);
      const onPhone = (await shopper(iphone)).customer.page;
      await expect(onPhone.getByRole("radio").first()).toBeVisible();
      await expect(onPhone.getByRole("radio", { name: title })).toHaveCount(0);
      const onDesk = (await shopper()).customer.page;
      await expect(onDesk.getByRole("radio", { name: title })).toBeVisible();
    });

    await test.step("switched off it is offered to nobody, and cannot be removed", async () => {
      await merchant.button(`${title}的更多操作`).click();
      await page.getByRole("menuitem", { name: "停用" }).click();
      const row = page.getByRole("listitem").filter({ hasText: title });
      await expect(row.getByText("已停用")).toBeVisible();
      await page.getByRole("link", { name: title }).click();
      await expect(page.getByText("有人用它付过")).toBeVisible();
    });

    await test.step("what was lost is counted", async () => {
      await page.goto(merchant.at(`${list}/lost?days=7`));
      const row = page.getByRole("listitem").filter({ hasText: title });
      await expect(row).toContainText("在手机浏览器里");
      await expect(row).toContainText("100%");
      await expectHealthy(page);
    });
  });
});

test.describe("by keyboard, on a narrow screen", () => {
  test.use({ locale: "en", viewport: phone });

  test("a way to pay is connected, moved and removed", async ({ page }) => {
    const merchant = new Merchant(page, "en");
    const title = `Invoice ${crypto.randomUUID().slice(0, 6)}`;
    await merchant.signIn(demoOwner, `${list}/new?provider=manual`);
    await expectHealthy(page);
    const form = page.getByRole("main");
    await merchant.field(/Name that customers see · .*Chinese/).fill("");
    await merchant.field("Name that customers see · English").fill(title);
    await page.keyboard.press("Enter");
    await expect(form.getByRole("alert")).toHaveText(["Please give a title"]);
    await merchant.field(/Name that customers see · .*Chinese/).pressSequentially(title);
    await merchant.field(/How to pay · .*Chinese/).pressSequentially("Pay within a week");
    await merchant.field("At least").pressSequentially("99999");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(merchant.at(list));
    const row = page.getByRole("listitem").filter({ hasText: title });
    await expect(row).toContainText("from ¥99,999.00");
    await expectHealthy(page);
    await merchant.button(`More for ${title}`).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Move up" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${title} is now number`)).toBeVisible();
    await page.getByRole("link", { name: title }).focus();
    await page.keyboard.press("Enter");
    await merchant.button("Remove").focus();
    await page.keyboard.press("Enter");
    await expectHealthy(page);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Remove ${title}` })
      .focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(merchant.at(list));
    await expect(row).toHaveCount(0);
  });
});

test.describe("paid on delivery", () => {
  test.use({ locale: "zh-CN", viewport: phone });

  test("an order leaves first, and everybody speaks of the courier", async ({ page, context }) => {
    const merchant = new Merchant(page, "zh-CN");
    const customer = new Shopper(await context.newPage(), teaInChinese);
    const email = freshEmail("courier");
    await customer.openProductByAddress(teaInChinese.path);
    await customer.goToPayment(email);
    await customer.submit(/货到付款/);
    await expect(customer.page.getByRole("heading", { name: customer.words.placed })).toBeVisible();
    await expect(customer.page.getByRole("main")).toContainText("货到时请给快递员 ¥218.00");
    await expect(customer.page.getByRole("main")).not.toContainText("待付款");
    await expectHealthy(customer.page);
    const number = await customer.orderNumber();
    expect((await letterTo(page.request, email, new RegExp(number))).text).toContain("货到时再付款");
    await merchant.signIn(demoOwner, `/store/demo/orders?tab=to_fulfil&q=${number}`);
    await page.getByRole("listitem").filter({ hasText: number }).getByRole("link").first().click();
    await expect(page.getByText("货到付款，可以发货")).toBeVisible();
    await expectHealthy(page);
    await page.getByRole("main").getByRole("button", { name: "发货", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^发货 \d+ 件/ })
      .click();
    await expect(page.getByText("等快递员交来 ¥218.00")).toBeVisible();
    expect((await letterTo(page.request, email, /发货了/)).text).toContain("请给快递员 ¥218.00");
    await page.getByRole("main").getByRole("button", { name: "标为已付" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^已收到/ })
      .click();
    await expect(page.getByText("店里确认收到 ¥218.00")).toBeVisible();
  });
});
