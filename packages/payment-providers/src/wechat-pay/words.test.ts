import { money } from "@hutong/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAttemptId, toTradeNumber } from "../trade-number.ts";
import { toDescription } from "./description.ts";
import { presentCode } from "./error-codes.ts";
import { toRefundNumber, toRequestKey } from "./numbers.ts";
import { chinaTime } from "./prepay.ts";
import { declinedBy, merchantText } from "./refusals.ts";
import { toOutcome, toRefundOutcome } from "./translate.ts";

const order = {
  appid: "wx2421b1c4370ec43b",
  mchid: "1900007291",
  out_trade_no: "0197c1a000007000800000000000000a",
  transaction_id: "4200001",
  amount: { total: 16800, currency: "CNY" },
};

describe("an order's state", () => {
  it.each(["SUCCESS", "REFUND"])("%s is paid, by the total and not by what coupons left", (trade_state) => {
    expect(toOutcome({ ...order, trade_state })).toEqual({
      kind: "paid",
      payments: [{ id: "4200001", amount: money(16800, "CNY") }],
    });
  });

  it.each(["NOTPAY", "USERPAYING", "PAYERROR", "ACCEPT", "on the moon", ""])(
    "%j is pending",
    (trade_state) => {
      expect(toOutcome({ ...order, trade_state })).toEqual({ kind: "pending" });
    },
  );

  it.each(["CLOSED", "REVOKED"])("%s is declined, in both languages", (trade_state) => {
    const text = { "zh-CN": expect.any(String), en: expect.any(String) };
    expect(toOutcome({ ...order, trade_state })).toEqual({
      kind: "declined",
      customer: text,
      merchant: text,
    });
  });

  it("is unknown when it is paid without an amount or a number", () => {
    expect(() => toOutcome({ ...order, trade_state: "SUCCESS", amount: undefined })).toThrow();
    expect(() => toOutcome({ ...order, trade_state: "SUCCESS", transaction_id: undefined })).toThrow();
  });
});

describe("a refund's state", () => {
  it.each([
    ["SUCCESS", "succeeded"],
    ["PROCESSING", "pending"],
    ["ABNORMAL", "pending"],
    ["CLOSED", "failed"],
    ["on the moon", "pending"],
  ])("%s is %s", (status, kind) => {
    expect(toRefundOutcome(status, "5000").kind).toBe(kind);
  });

  it("tells the merchant what to do about an abnormal one", () => {
    expect(toRefundOutcome("ABNORMAL", "5000")).toHaveProperty("merchant.zh-CN");
  });
});

describe("a refusal", () => {
  it.each([
    ["SYSTEMERROR", "SYSTEM_ERROR"],
    ["ORDERNOTEXIST", "ORDER_NOT_EXIST"],
    ["ORDERPAID", "ORDER_PAID"],
    ["NOAUTH", "NO_AUTH"],
    ["RULELIMIT", "RULE_LIMIT"],
    ["NOTENOUGH", "NOT_ENOUGH"],
    ["RATELIMIT_EXCEED", "RATELIMIT_EXCEEDED"],
    ["PARAM_ERROR", "PARAM_ERROR"],
  ])("%s is read as %s", (code, present) => expect(presentCode(code)).toBe(present));

  it("speaks to the customer without the shop's secrets and to the merchant with them", () => {
    const refusal = { kind: "refused" as const, status: 403, code: "NOAUTH", message: "商户无权限" };
    const outcome = declinedBy(refusal);
    expect(JSON.stringify(outcome.kind === "declined" && outcome.customer)).not.toContain("商户无权限");
    expect(merchantText(refusal).en).toContain("403 NOAUTH 商户无权限");
  });
});

describe("numbers", () => {
  it("lead from an attempt to its trade number and back", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(toTradeNumber(id)).toMatch(/^[0-9a-f]{32}$/);
        expect(toAttemptId(toTradeNumber(id))).toBe(id);
      }),
    );
    for (const foreign of ["20240101-7", "", "0197C1A000007000800000000000000A"])
      expect(toAttemptId(foreign)).toBeNull();
  });

  it("lead from a request key to its refund number and back", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme", maxLength: 12 })), (text) => {
        const key = text.toWellFormed();
        const number = toRefundNumber(key);
        expect(number).toMatch(/^[0-9A-Za-z_\-|*@]{1,64}$/);
        expect(toRequestKey(number)).toBe(number.startsWith("|") ? null : key);
      }),
    );
    expect(toRefundNumber("surplus:0197c1a0-0000-7000-8000-00000000000a")).toBe(
      "surplus*3a0197c1a0-0000-7000-8000-00000000000a",
    );
    for (const foreign of ["a*4", "a*3A", "*61", "a@b"]) expect(toRequestKey(foreign)).toBeNull();
  });
});

describe("a description", () => {
  it.each([
    ["晨雾 白瓷杯", "晨雾 白瓷杯"],
    ["晨".repeat(60), "晨".repeat(42)],
    ["a".repeat(200), "a".repeat(127)],
    ["🎁礼物👨‍👩‍👧", "礼物"],
    ["🎁", "-"],
    ["", "-"],
    ["a\nb\u0000c", "a b c"],
    [`${"a".repeat(126)}晨`, "a".repeat(126)],
  ])("%j is written %j", (text, written) => expect(toDescription(text)).toBe(written));

  it("is always 1 to 127 bytes without four-byte characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const written = toDescription(text);
        expect(Buffer.byteLength(written)).toBeGreaterThan(0);
        expect(Buffer.byteLength(written)).toBeLessThanOrEqual(127);
        expect([...written].every((char) => Buffer.byteLength(char) < 4)).toBe(true);
      }),
    );
  });
});

describe("a time", () => {
  it("is written in China's offset, to the second", () => {
    expect(chinaTime(new Date("2026-05-20T05:29:35.999Z"))).toBe("2026-05-20T13:29:35+08:00");
    expect(chinaTime(new Date("2026-12-31T23:00:00Z"))).toBe("2027-01-01T07:00:00+08:00");
  });
});
