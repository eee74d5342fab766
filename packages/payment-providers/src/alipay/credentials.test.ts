import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sampleEnvironment } from "../contract-far-end.ts";
import { openAccount } from "./account.ts";
import { credentialFaults } from "./credential-faults.ts";
import { AlipayCredentials } from "./credentials.ts";

const pair = (bits = 2048) => generateKeyPairSync("rsa", { modulusLength: bits });
const own = pair();
const alipay = pair();
const short = pair(1024);
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });
const privatePem = (key: KeyObject, type: "pkcs8" | "pkcs1" = "pkcs8") =>
  key.export({ type, format: "pem" } as { type: "pkcs8"; format: "pem" }).toString();
const publicPem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");

const good = {
  appId: "2021004112345678",
  privateKey: privatePem(own.privateKey),
  alipayPublicKey: publicPem(alipay.publicKey),
  sellerId: "2088431218818781",
};
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const isGood = (change: object) => AlipayCredentials.safeParse({ ...good, ...change }).success;

describe("Alipay's credentials", () => {
  it.each([
    ["PKCS#8 in PEM", privatePem(own.privateKey)],
    ["PKCS#1 in PEM", privatePem(own.privateKey, "pkcs1")],
    ["PKCS#8 bare", bare(privatePem(own.privateKey))],
    [
      "PKCS#1 bare, on several lines",
      bare(privatePem(own.privateKey, "pkcs1")).replace(/(.{64})/g, "$1\r\n"),
    ],
  ])("take a private key as %s, and sign with it", (_, privateKey) => {
    const credentials = AlipayCredentials.parse({ ...good, privateKey });
    expect(openAccount(credentials, sampleEnvironment()).signer.privateKey.equals(own.privateKey)).toBe(true);
  });

  it("take Alipay's public key in PEM and bare, and show a computer a page unless told otherwise", () => {
    expect(isGood({ alipayPublicKey: bare(publicPem(alipay.publicKey)) })).toBe(true);
    expect(AlipayCredentials.parse(good).desktop).toBe("page");
    expect(isGood({ desktop: "qr" })).toBe(true);
  });

  it("lead to no simulator where none is allowed", () => {
    const credentials = AlipayCredentials.parse({ ...good, apiBase: "http://127.0.0.1:4012" });
    expect(() => openAccount(credentials, sampleEnvironment({ areSimulatorsAllowed: false }))).toThrow(
      "not allowed",
    );
    expect(openAccount(AlipayCredentials.parse(good), sampleEnvironment()).gateway).toBe(
      "https://openapi.alipay.com/gateway.do",
    );
  });

  const middle = Math.floor(good.privateKey.length / 2);
  it.each([
    ["appId", "wx2421b1c4370ec43b", "app_id_not_digits"],
    ["appId", 2021004112345678, "app_id_not_digits"],
    ["sellerId", "2021004112345678", "seller_id_ill_formed"],
    ["sellerId", "shop@example.com", "seller_id_ill_formed"],
    ["sellerId", undefined, "seller_id_ill_formed"],
    ["desktop", "both", "desktop_unknown"],
    ["privateKey", undefined, "private_key_missing"],
    ["privateKey", " ", "private_key_missing"],
    ["privateKey", good.privateKey.slice(0, middle), "private_key_half_pasted"],
    ["privateKey", good.privateKey.slice(middle), "private_key_half_pasted"],
    ["privateKey", bare(good.privateKey).slice(0, middle), "private_key_unreadable"],
    ["privateKey", "我的私钥", "private_key_unreadable"],
    ["privateKey", certificate, "private_key_is_certificate"],
    ["privateKey", publicPem(own.publicKey), "private_key_is_other_key"],
    ["privateKey", bare(publicPem(own.publicKey)), "private_key_is_other_key"],
    ["privateKey", privatePem(curve.privateKey), "private_key_not_rsa"],
    ["privateKey", bare(privatePem(short.privateKey)), "private_key_too_short"],
    ["alipayPublicKey", "", "public_key_missing"],
    ["alipayPublicKey", publicPem(own.publicKey), "public_key_is_app_key"],
    ["alipayPublicKey", bare(publicPem(own.publicKey)), "public_key_is_app_key"],
    ["alipayPublicKey", good.privateKey, "public_key_is_other_key"],
    ["alipayPublicKey", good.alipayPublicKey.slice(0, 99), "public_key_half_pasted"],
    ["alipayPublicKey", bare(good.alipayPublicKey).slice(0, 99), "public_key_unreadable"],
    ["alipayPublicKey", certificate, "public_key_is_certificate"],
    ["alipayPublicKey", publicPem(curve.publicKey), "public_key_not_rsa"],
    ["alipayPublicKey", publicPem(short.publicKey), "public_key_too_short"],
    ["apiBase", "simulator", "api_base_not_url"],
    ["apiBase", "file:///etc/passwd", "api_base_not_url"],
  ])("%s %j: %s", (field, value, message) => {
    const { error } = AlipayCredentials.safeParse({ ...good, [field]: value });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });

  it("have a text in both languages for every fault", () => {
    for (const text of Object.values(credentialFaults)) {
      expect(text["zh-CN"]).toBeTruthy();
      expect(text.en).toBeTruthy();
    }
    const { error } = AlipayCredentials.safeParse({});
    for (const issue of error!.issues) expect(credentialFaults).toHaveProperty(issue.message);
  });
});

describe("a bill's address", () => {
  it.each([
    ["http://dwbillcenter.alipay.com/x?a=1", "https://dwbillcenter.alipay.com/x?a=1"],
    ["https://dwbillcenter.alipay.com/x", "https://dwbillcenter.alipay.com/x"],
    ["https://alipay.com.evil.example/x", null],
    ["https://evilalipay.com/x", null],
    ["http://127.0.0.1:4012/x", null],
  ])("%s leads to %s", async (named, wanted) => {
    const asked: string[] = [];
    const answering = async (url: URL | string | Request) => {
      asked.push(String(url));
      return new Response("bill");
    };
    const environment = sampleEnvironment({ fetch: answering });
    const { client } = openAccount(AlipayCredentials.parse(good), environment);
    const opening = client.download(named);
    if (wanted === null) await expect(opening).rejects.toThrow("foreign host");
    else await opening;
    expect(asked).toEqual(wanted === null ? [] : [wanted]);
  });
});
