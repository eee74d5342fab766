import { expect, it } from "vitest";
import type { Incoming } from "../incoming.ts";
import { openPhone, type Skin } from "./phone.ts";

const skin: Skin = {
  accent: "#07834a",
  room: "#fff",
  onRoom: "#000",
  pay: { "zh-CN": "付款", en: "Pay" },
  leave: { "zh-CN": "不付了", en: "Not now" },
  leaveValue: "decline",
  codeLike: "weixin://…",
};
const from = (language?: string): Incoming => ({
  method: "GET",
  path: "/phone",
  headers: { "accept-language": language },
  body: Buffer.alloc(0),
  remoteAddress: "127.0.0.1",
});
const bill = { shop: `<i>"檐下"</i>`, goods: "<b>杯</b> & 壶", amount: "¥168.00" };

it.each([
  [undefined, "付款给"],
  ["", "付款给"],
  ["*", "付款给"],
  ["zh-TW,en;q=0.5", "付款给"],
  ["en-GB,zh;q=0.9", "Pay to"],
  ["fr", "Pay to"],
])("a browser that asks for %s reads “%s”", (language, words) => {
  expect(openPhone(skin, from(language)).confirmation(bill, "/phone").body).toContain(words);
});

it.each(["zh", "en"])("what shops and goods are called is text, and no markup, in %s", (language) => {
  const phone = openPhone(skin, from(language));
  const why = `<script>alert("1")</script>`;
  const pages = [
    phone.confirmation(bill, `/phone?code="><b>`),
    phone.paid(bill),
    phone.refused(why),
    phone.scanner(`"><b>`),
    phone.unpaid(),
  ];
  for (const { body } of pages) expect(body).not.toMatch(/<(?:i|b|script)>/);
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 409, 200, 200]);
  expect(phone.refused(why, 403).status).toBe(403);
});
