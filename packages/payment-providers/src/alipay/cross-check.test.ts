import { generateKeyPairSync } from "node:crypto";
import { createClock } from "@hutong/kernel";
// Alipay's own reading of its documents.
import { AlipaySdk } from "alipay-sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageUrl, signedParameters } from "./request.ts";
import { isSignedBy, signText, textToSign } from "./sign.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const alipay = generateKeyPairSync("rsa", { modulusLength: 2048 });
const appId = "2021004112345678";
const sdk = new AlipaySdk({
  appId,
  privateKey: own.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  keyType: "PKCS8",
  alipayPublicKey: alipay.publicKey.export({ type: "spki", format: "pem" }).toString(),
  gateway: "https://openapi.alipay.com/gateway.do",
});
const signer = { appId, privateKey: own.privateKey, clock: createClock() };
const text = fc.string({ unit: "grapheme", maxLength: 60 }).map((raw) => raw.toWellFormed());
const name = fc.constantFrom("subject", "body", "total_amount", "out_trade_no", "timeout_express");

const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe("Alipay's own SDK", () => {
  it("signs an address as we do", () => {
    const content = fc.dictionary(name, text, { minKeys: 1 });
    fc.assert(
      fc.property(content, fc.webUrl(), (bizContent, notifyUrl) => {
        const theirs = parametersOf(
          sdk.pageExecute("alipay.trade.page.pay", "GET", { bizContent, notifyUrl }),
        );
        const { sign, ...rest } = theirs;
        expect(signText(own.privateKey, textToSign(rest))).toBe(sign);
        const method = "alipay.trade.page.pay";
        const gateway = "https://openapi.alipay.com/gateway.do";
        const ours = parametersOf(pageUrl(signer, gateway, { method, content: bizContent, notifyUrl }));
        expect(ours.biz_content).toBe(theirs.biz_content);
        const { alipay_sdk, ...known } = theirs;
        expect(Object.keys(ours).sort()).toEqual([...Object.keys(known), "format"].sort());
      }),
      { numRuns: 40 },
    );
  });

  it("takes what we sign for signed, sign_type included, and nothing else", () => {
    // The SDK verifies notices only: our request is laid before it as one, signed by a key it takes for Alipay's.
    const asAlipay = { ...signer, privateKey: alipay.privateKey };
    fc.assert(
      fc.property(text, text, fc.boolean(), (subject, body, isForged) => {
        const request = { method: "alipay.trade.precreate", content: { subject, body } };
        const parameters = signedParameters(asAlipay, request);
        const altered = isForged ? { ...parameters, app_id: `${appId.slice(0, -1)}0` } : parameters;
        expect(sdk.checkNotifySignV2({ ...altered })).toBe(!isForged);
      }),
      { numRuns: 40 },
    );
  });

  it("agrees on which answers are signed", () => {
    const key = "alipay_trade_query_response";
    fc.assert(
      fc.property(fc.dictionary(name, text), fc.boolean(), (inner, isForged) => {
        const content = JSON.stringify(inner);
        const sign = signText(alipay.privateKey, isForged ? `${content} ` : content);
        const check = () => sdk.checkResponseSign(`{"${key}":${content},"sign":"${sign}"}`, key, sign, "");
        expect(isSignedBy(alipay.publicKey, content, sign)).toBe(!isForged);
        if (isForged) expect(check).toThrow();
        else expect(check).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
});

describe("a request", () => {
  it("is dated in China's time, whatever the process's own", () => {
    const clock = { offsetMs: 0, now: () => new Date("2026-12-31T23:00:00Z") };
    const { timestamp } = signedParameters({ ...signer, clock }, { method: "m", content: {} });
    expect(timestamp).toBe("2027-01-01 07:00:00");
  });

  it("is signed in one way of writing a signature only", () => {
    const signature = signText(own.privateKey, "a=1");
    expect(isSignedBy(own.publicKey, "a=1", signature)).toBe(true);
    for (const other of [`${signature} `, ` ${signature}`, signature.replace(/=+$/, ""), ""])
      expect(isSignedBy(own.publicKey, "a=1", other)).toBe(false);
  });
});
