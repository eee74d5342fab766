import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decrypt } from "./decrypt.ts";
import { authorization, linesToSign, payParameters, requestText, signText } from "./sign.ts";
import { findTimeFault, isSignedBy } from "./verify.ts";

// The documents' test key (merchant 1900007291) and the signatures printed beside it.
const documentsKey = createPublicKey(`-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptpm+qvIDCh/9wjU26SQ
CK26ogYkBhDrYxnAaw2JbbBsp1oDbHKk+1r381NeBUG2HEFAuU+Fr72u5ot3yKdz
oF/FajAzQNKnm569/D3upKoi8mYBaST15Uig8j8qoUW1U217LL0jEHlSnHV3lcaD
TXqDpTRR4Bfz9IqOgJgFZ8/oTfEomSrjrLYef81Eyxr7ZIMQXEKKEK7V4UXKS0+/
fDsiG/cXidhzt8UbTL9vqXqxM2+IDImyO+FAc/tkBG55LmzxPto1Nq0WbnZzRM/w
Tzrd0I/8NlevxtFbphg4evlHjFNI7+GrqR87ViEwuAJJ9Je5QQjct5YJfFRWiZ5C
MQIDAQAB
-----END PUBLIC KEY-----`);
const timestamp = "1554208460";
const nonce = "593BEC0C930BF1AFEB40B4A08C8FB242";
const appid = "wx2421b1c4370ec43b";
const prepayId = "wx201410272009395522657a690389285100";

const isRight = (text: string, signature: string) =>
  verify("sha256", Buffer.from(text), documentsKey, Buffer.from(signature, "base64"));

describe("the documents' check values", () => {
  it("fit the text of a request", () => {
    const text = requestText({
      method: "GET",
      path: "/v3/refund/domestic/refunds/123123123123",
      timestamp,
      nonce,
      body: "",
    });
    const signature =
      "Lc9VXxmeonkdV8Xk9tmigQFLhl0vRWTerdmoRu01aAnYwIrD/5nsSwE1WlmZGLRlAFTNQ3QsMa0+VRDlJp1Wp5p0nO8EK68b5sJBbjouxaFciIfq1zfDWWz+jqhcMoKXI1A6dPm1AW7D4d30WsMTNzp6g23OXakIsh9LO3lUmwvTuE0BY8ncf6tNGk4wKmvXwERd/ZpoQY3MAVKz+Nakwc+2XBmzT66KcUehU5kr4IvGa/lEU5RZb/q00zP9VLdBhC/jQSX3X1UcJLCtEc4gTmib4tnmAT+bHF/e17ZAuxDNcx6rqT8gNEXqaJGG+1OflMSTU2tpyG65G4dMKdFcoA==";
    expect(isRight(text, signature)).toBe(true);
    expect(isRight(`${text}\n`, signature)).toBe(false);
  });

  it("fit the text of pay parameters", () => {
    const signature =
      "mI35pfNEQV6777ke/1T+LJLQDNTm7yeoUJH+j/adPGhmCCi0PbgkvYQTRcXH0uibcLVtvFLdGLpmoYO9FV6lBBsTAjuhh5YOvQi0e2g3e0yytitiNET9FEuqM0pjnKfRW4K6LIZDdbWJv9KhZUx3DrJa5TL7OJ7VdADVivxVySIlPVKjGwuCXzuXSJes0UcILgWQUMyha5/3nYofuHtS7r+KYyMuxD+oJ9VM1Qdxk4UIG59CP5Y3wtYIFybyF3bdu1caHTRRX+DLyMXyYA/IrTmiW01c4RPjpHBX5Dk1sZyY1zVsWNsvMHr2e1NTWtBxKJ+qk5N61J7caYoepHFaxw==";
    expect(isRight(linesToSign(appid, timestamp, nonce, `prepay_id=${prepayId}`), signature)).toBe(true);
    expect(isRight(linesToSign(appid, timestamp, nonce, prepayId), signature)).toBe(false);
  });

  it("fit the text of an app's pay parameters, which name the prepay_id alone", () => {
    const signature =
      "gXx9KhTP6IooKV1SuG3OCGlBIgZbKtubCZvnau6khw1iffvNT28IzLbKmztq2xA/RCNbZa1XOsoiuVmAEeTZQicWfhv4P+O4oBRIrx0X9f3cnWFkMBU9alTWs0nyQ1N9fcILOTe0f4kxOhVh+/Xhn5hOiUK7Sz3XA1mcpa3R2NCWf/e+0ow/RDf15iTymOHgDrEkT/gedg/3E0iXfDX3mFicSZhrHESZDOTXcl9RzELREBUFznd/o2NQM99WcL86m23HY0cTy+QGWU4QDmNrbQ9ihmLW71qPb0Cx/d7EQvw/Kyx0A6s64ZQp3hHdcmiRcLnjVXrKCk7LShaCK+lS3Q==";
    expect(isRight(linesToSign(appid, timestamp, nonce, prepayId), signature)).toBe(true);
  });
});

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

describe("signing", () => {
  it("writes five pairs in one line", () => {
    const signer = { mchid: "1900007291", serialNo: "AB".repeat(20), privateKey: pair.privateKey };
    const body = '{"a":"晨"}';
    const value = authorization(signer, { method: "POST", path: "/v3/x?y=1%7C2", timestamp, nonce, body });
    const [, signature] =
      /^WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",timestamp="1554208460",serial_no="(?:AB){20}",signature="([A-Za-z0-9+/=]+)"$/.exec(
        value,
      )!;
    const text = `POST\n/v3/x?y=1%7C2\n${timestamp}\n${nonce}\n${body}\n`;
    expect(verify("sha256", Buffer.from(text), pair.publicKey, Buffer.from(signature!, "base64"))).toBe(true);
  });

  it("hands only texts to the bridge", () => {
    const parameters = payParameters(pair.privateKey, { appid, prepayId, timestamp, nonce });
    expect(Object.values(parameters).every((value) => typeof value === "string")).toBe(true);
    expect(parameters).toMatchObject({ appId: appid, package: `prepay_id=${prepayId}`, signType: "RSA" });
  });
});

describe("verifying", () => {
  const body = Buffer.from('{"code_url":"weixin://wxpay/bizpayurl?pr=p4lpSuKzz"}');
  const signed = (text: string) => ({
    timestamp,
    nonce,
    serial: "PUB_KEY_ID_1",
    signature: signText(pair.privateKey, text),
  });

  it("takes the raw bytes, and an empty body as an empty line", () => {
    expect(isSignedBy(pair.publicKey, signed(`${timestamp}\n${nonce}\n${body}\n`), body)).toBe(true);
    expect(isSignedBy(pair.publicKey, signed(`${timestamp}\n${nonce}\n\n`), new Uint8Array())).toBe(true);
    const bytes = Uint8Array.from(body);
    bytes[0]! ^= 1;
    expect(isSignedBy(pair.publicKey, signed(`${timestamp}\n${nonce}\n${body}\n`), bytes)).toBe(false);
  });

  it("takes one way of writing a signature only", () => {
    const headers = signed(`${timestamp}\n${nonce}\n${body}\n`);
    expect(isSignedBy(pair.publicKey, { ...headers, signature: `${headers.signature} ` }, body)).toBe(false);
    const probe = `WECHATPAY/SIGNTEST/${headers.signature}`;
    expect(isSignedBy(pair.publicKey, { ...headers, signature: probe }, body)).toBe(false);
  });

  it.each([
    [0, null],
    [299, null],
    [-299, null],
    [300, "timestamp off"],
    [-300, "timestamp off"],
    [600, "timestamp off"],
  ])("a timestamp %i seconds off: %s", (seconds, fault) => {
    expect(findTimeFault(timestamp, (Number(timestamp) + seconds) * 1000)).toBe(fault);
  });

  it.each(["", "0", "-5", "1e9", "1554208460.5", "1554208460000000"])("refuses %j as a timestamp", (text) => {
    expect(findTimeFault(text, 1_554_208_460_000)).toBe("timestamp ill formed");
  });
});

describe("decrypting", () => {
  const key = "0123456789abcdef0123456789abcdef";
  const sealed = {
    algorithm: "AEAD_AES_256_GCM",
    nonce: "abcdefghijkl",
    associated_data: "transaction",
    ciphertext: "Eu69zaqBCIwQaJNlb7tiHQ9k+Fz80zx5YzOYHKwl/geBbi9ljwuu9FA=",
  };

  it("opens the check value", () => {
    expect(decrypt(key, sealed)).toBe('{"trade_state":"SUCCESS"}');
  });

  it("opens nothing with any one bit of the ciphertext or its tag changed", () => {
    const bytes = Buffer.from(sealed.ciphertext, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decrypt(key, { ...sealed, ciphertext: forged.toString("base64") })).toThrow();
    }
  });

  it.each([
    ["another nonce", { nonce: "abcdefghijkm" }],
    ["other associated data", { associated_data: "refund" }],
    ["no associated data", { associated_data: undefined }],
    ["another algorithm", { algorithm: "AES" }],
    ["a short tag", { ciphertext: "Eu69zaqBCIwQ" }],
    ["a ciphertext with blanks", { ciphertext: ` ${sealed.ciphertext}` }],
  ])("opens nothing with %s", (_, change) => {
    expect(() => decrypt(key, { ...sealed, ...change })).toThrow();
    expect(() => decrypt("f".repeat(32), sealed)).toThrow();
  });
});
