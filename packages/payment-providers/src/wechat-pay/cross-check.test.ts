import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
// Somebody else's reading of the same documents.
import { Aes, Formatter, Rsa } from "wechatpay-axios-plugin";
import { decrypt } from "./decrypt.ts";
import { authorization, payParameters } from "./sign.ts";
import { isSignedBy } from "./verify.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signer = { mchid: "1900007291", serialNo: "AB".repeat(20), privateKey: pair.privateKey };
const word = fc.string({ minLength: 1, maxLength: 32, unit: fc.constantFrom(..."abcXYZ019") });
const seconds = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }).map(String);
const text = fc.string({ unit: "grapheme", maxLength: 200 }).map((raw) => raw.toWellFormed());

describe("an independent library", () => {
  it("writes the same Authorization", () => {
    const path = fc.webPath().map((one) => `/v3/${one}?mchid=1900007291`);
    fc.assert(
      fc.property(
        fc.constantFrom("GET" as const, "POST" as const),
        path,
        text,
        seconds,
        word,
        (method, url, body, timestamp, nonce) => {
          const theirs = Rsa.sign(Formatter.request(method, url, timestamp, nonce, body), pair.privateKey);
          const ours = authorization(signer, { method, path: url, body, timestamp, nonce });
          const written = Formatter.authorization(signer.mchid, nonce, theirs, timestamp, signer.serialNo);
          const parts = (value: string) =>
            value
              .replace(/^[^ ]+ /, "")
              .split(",")
              .sort();
          expect(parts(ours)).toEqual(parts(written));
          expect(ours.split(" ")[0]).toBe(written.split(" ")[0]);
        },
      ),
    );
  });

  it("signs the same pay parameters", () => {
    const order = { appid: "wx2421b1c4370ec43b", prepayId: "wx2014", timestamp: "1554208460", nonce: "593B" };
    const lines = Formatter.joinedByLineFeed(
      order.appid,
      order.timestamp,
      order.nonce,
      `prepay_id=${order.prepayId}`,
    );
    expect(payParameters(pair.privateKey, order).paySign).toBe(Rsa.sign(lines, pair.privateKey));
  });

  it("agrees on what is signed and what is not", () => {
    fc.assert(
      fc.property(seconds, word, text, fc.nat(), fc.boolean(), (timestamp, nonce, body, at, isForged) => {
        const signature = Rsa.sign(Formatter.response(timestamp, nonce, body), pair.privateKey);
        const bytes = Buffer.from(body);
        if (isForged && bytes.length > 0) bytes[at % bytes.length]! ^= 1;
        const theirs = Rsa.verify(
          Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), bytes, Buffer.from("\n")]) as never,
          signature,
          pair.publicKey,
        );
        expect(isSignedBy(pair.publicKey, { timestamp, nonce, signature, serial: "x" }, bytes)).toBe(theirs);
        expect(theirs).toBe(!(isForged && bytes.length > 0));
      }),
    );
  });

  it("seals what we open, and opens no more than we do", () => {
    const key = "0123456789abcdef0123456789abcdef";
    const twelve = fc.string({ minLength: 12, maxLength: 12, unit: fc.constantFrom(..."abcXYZ019") });
    fc.assert(
      fc.property(text, twelve, word, fc.nat(), (plain, nonce, associated_data, at) => {
        const ciphertext = Aes.AesGcm.encrypt(plain, key, nonce, associated_data);
        const sealed = { algorithm: "AEAD_AES_256_GCM", nonce, associated_data, ciphertext };
        expect(decrypt(key, sealed)).toBe(plain);
        const bytes = Buffer.from(ciphertext, "base64");
        bytes[at % bytes.length]! ^= 1;
        const forged = bytes.toString("base64");
        expect(() => decrypt(key, { ...sealed, ciphertext: forged })).toThrow();
        expect(() => Aes.AesGcm.decrypt(forged, key, nonce, associated_data)).toThrow();
      }),
    );
  });
});
