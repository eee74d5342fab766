import { money } from "@hutong/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChinaTime, toChinaTime } from "./china-time.ts";
import { readEnvelope } from "./envelope.ts";
import { readForm } from "./notice-form.ts";
import { toRefundNumber, toRequestKey } from "./numbers.ts";
import { merchantText } from "./refusals.ts";
import { toSubject } from "./subject.ts";
import { toOutcome } from "./translate.ts";

const paid = { tradeNo: "2026", totalAmount: "168.00", hasBeenPaid: true };

describe("a trade's state", () => {
  it.each([
    ["TRADE_SUCCESS", true],
    ["TRADE_SUCCESS", false],
    ["TRADE_FINISHED", true],
    ["TRADE_CLOSED", true],
  ])("%s is paid, by its whole amount (has been paid: %s)", (status, hasBeenPaid) => {
    const payments = [{ id: "2026", amount: money(16800, "CNY") }];
    expect(toOutcome({ ...paid, status, hasBeenPaid })).toEqual({ kind: "paid", payments });
  });

  it.each(["WAIT_BUYER_PAY", "on the moon", ""])("%j is pending", (status) => {
    expect(toOutcome({ ...paid, status })).toEqual({ kind: "pending" });
  });

  it("TRADE_CLOSED that was never paid is declined, in both languages", () => {
    const words = { "zh-CN": expect.any(String), en: expect.any(String) };
    expect(toOutcome({ ...paid, status: "TRADE_CLOSED", hasBeenPaid: false })).toEqual({
      kind: "declined",
      customer: words,
      merchant: words,
    });
  });

  it.each([{ tradeNo: undefined }, { totalAmount: undefined }, { totalAmount: "168.001" }])(
    "is unknown when it is paid with %j",
    (change) => {
      expect(() => toOutcome({ ...paid, status: "TRADE_SUCCESS", ...change })).toThrow();
    },
  );
});

describe("a refund number", () => {
  it("leads from a request key and back, never from two", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme", maxLength: 12 })), (raw) => {
        const key = raw.toWellFormed();
        const number = toRefundNumber(key);
        expect(number).toMatch(/^[0-9A-Za-z_-]{1,64}$/);
        expect(toRequestKey(number)).toBe(number.startsWith("__") ? null : key);
      }),
    );
    for (const foreign of ["a_4", "a_3A", "_61", "a@b", "__"]) expect(toRequestKey(foreign)).toBeNull();
    expect(toRefundNumber("a_b")).toBe("a_5fb");
  });
});

describe("a subject", () => {
  it.each([
    ["晨雾 白瓷杯", "晨雾 白瓷杯"],
    ["A/B=C&D", "A B C D"],
    ["🎁", "-"],
    ["", "-"],
    ["/", "-"],
    ["晨".repeat(300), "晨".repeat(256)],
    ["a\nb", "a b"],
  ])("%j is written %j", (text, written) => expect(toSubject(text)).toBe(written));
});

describe("a time", () => {
  it("is China's, there and back", () => {
    expect(toChinaTime(new Date("2026-05-20T05:29:35.999Z"))).toBe("2026-05-20 13:29:35");
    expect(readChinaTime("2026-05-20 13:29:35")).toBe(Date.parse("2026-05-20T05:29:35Z"));
    for (const text of ["", "2026-05-20", "2026-05-20T13:29:35", "2026-13-40 13:29:35"])
      expect(readChinaTime(text)).toBeNull();
  });
});

describe("an answer", () => {
  const method = "alipay.trade.query";
  const inner = '{"code":"10000","subject":"}{\\"sign\\":\\"x\\"[","list":[{"a":1}]}';
  it.each([
    ["before its sign", `{"alipay_trade_query_response":${inner},"sign":"abc"}`],
    ["after its sign", `{"sign":"abc","alipay_trade_query_response":${inner}}`],
    [
      "with blanks and a number",
      ` { "sign" : "abc" , "n" : 12 , "alipay_trade_query_response" : ${inner} } `,
    ],
    ["as an error", `{"error_response":${inner},"sign":"abc"}`],
  ])("%s is taken apart to the letter", (_, raw) => {
    expect(readEnvelope(raw, method)).toEqual({ content: inner, sign: "abc" });
  });

  it.each([
    ["about another method", `{"alipay_trade_close_response":${inner},"sign":"abc"}`],
    ["twice", `{"alipay_trade_query_response":${inner},"alipay_trade_query_response":{},"sign":"abc"}`],
    ["with two signs", `{"alipay_trade_query_response":${inner},"sign":"abc","sign":"def"}`],
    ["in a text", `{"alipay_trade_query_response":"{}","sign":"abc"}`],
    ["cut short", `{"alipay_trade_query_response":${inner}`],
    ["as HTML", "<html>"],
    ["as a list", "[]"],
    ["of nothing", ""],
  ])("%s is none", (_, raw) => {
    expect(() => readEnvelope(raw, method)).toThrow(SyntaxError);
  });

  it("without a sign says so, and any object inside comes out as it went in", () => {
    expect(readEnvelope(`{"alipay_trade_query_response":${inner}}`, method).sign).toBeNull();
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json()), fc.nat({ max: 3 }), (value, indent) => {
        const content = JSON.stringify(value, null, indent);
        const raw = `{"x":${JSON.stringify(content)},"alipay_trade_query_response":${content},"sign":"s"}`;
        expect(readEnvelope(raw, method)).toEqual({ content, sign: "s" });
      }),
    );
  });
});

describe("a form", () => {
  const read = (text: string) => readForm(Buffer.from(text));
  it("is decoded once", () => {
    expect(read("subject=100%2525+%E6%99%A8%2B&body=")).toEqual({ subject: "100%25 晨+", body: "" });
  });

  it.each(["a=1&a=2", "a=%", "a=%E6%99", "A=1", "=1", "a", "", "a=1&&b=2", "a=x%26b%3D2", "a%3D1=2"])(
    "%j is none of Alipay's",
    (text) => expect(() => read(text)).toThrow("not proven"),
  );

  it("that is not UTF-8 is none of Alipay's", () => {
    expect(() => readForm(Uint8Array.of(0x61, 0x3d, 0xff))).toThrow("not proven");
  });
});

describe("a refusal", () => {
  it("speaks to the merchant in Alipay's words too", () => {
    const refusal = {
      kind: "refused" as const,
      code: "40002",
      subCode: "isv.invalid-signature",
      message: "验签出错",
      isSigned: true,
    };
    expect(merchantText(refusal).en).toContain("private key");
    expect(merchantText({ ...refusal, subCode: "x" })["zh-CN"]).toContain("40002 x 验签出错");
  });
});
