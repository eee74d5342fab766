import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { credentialFaults } from "./credential-faults.ts";
import { WechatPayCredentials } from "./credentials.ts";

const inPem = (pair: { publicKey: KeyObject; privateKey: KeyObject }) => ({
  publicKey: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
  privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
});
const rsa = inPem(generateKeyPairSync("rsa", { modulusLength: 2048 }));
const short = inPem(generateKeyPairSync("rsa", { modulusLength: 1024 }));
const curve = inPem(generateKeyPairSync("ec", { namedCurve: "P-256" }));
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

const good = {
  mchid: "1900007291",
  appid: "wx2421b1c4370ec43b",
  serialNo: "408b07e79b8269fec3d5d3e6ab8ed163a6a380db",
  privateKey: rsa.privateKey,
  apiV3Key: "0123456789abcdef0123456789abcdef",
};
const publicKey = { publicKeyId: "PUB_KEY_ID_0119000072912024", publicKey: rsa.publicKey };
const middle = Math.floor(rsa.privateKey.length / 2);

describe("WeChat Pay's credentials", () => {
  it("take certificate mode and public-key mode, with blanks around a key", () => {
    expect(WechatPayCredentials.parse(good).serialNo).toBe("408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB");
    expect(WechatPayCredentials.safeParse({ ...good, ...publicKey }).success).toBe(true);
    const pasted = `\r\n  ${rsa.privateKey.replaceAll("\n", "\r\n")}  `;
    expect(WechatPayCredentials.safeParse({ ...good, privateKey: pasted }).success).toBe(true);
  });

  it.each([
    ["mchid", "19000o7291", "mchid_not_digits"],
    ["mchid", 1900007291, "mchid_not_digits"],
    ["appid", "gh_2421b1c4370ec43b", "appid_ill_formed"],
    ["serialNo", "PUB_KEY_ID_01", "serial_not_40_hex"],
    ["serialNo", "408B07E79B8269FEC3D5D3E6AB8ED163A6A380", "serial_not_40_hex"],
    ["serialNo", undefined, "serial_not_40_hex"],
    ["privateKey", undefined, "private_key_missing"],
    ["privateKey", " ", "private_key_missing"],
    ["privateKey", rsa.privateKey.slice(0, middle), "private_key_half_pasted"],
    ["privateKey", rsa.privateKey.slice(middle), "private_key_half_pasted"],
    ["privateKey", rsa.privateKey.replace(/^-.*\n/, "").replace(/-.*\n$/, ""), "private_key_half_pasted"],
    ["privateKey", rsa.privateKey.replace(rsa.privateKey.slice(100, 900), ""), "private_key_unreadable"],
    ["privateKey", certificate, "private_key_is_certificate"],
    ["privateKey", rsa.publicKey, "private_key_is_other_key"],
    ["privateKey", curve.privateKey, "private_key_not_rsa"],
    ["privateKey", short.privateKey, "private_key_too_short"],
    ["apiV3Key", "short", "api_v3_key_not_32_bytes"],
    ["apiV3Key", "晨".repeat(32), "api_v3_key_not_32_bytes"],
    ["apiV3Key", "0123456789abcdef0123456789abcdef ", "api_v3_key_not_32_bytes"],
    ["publicKey", rsa.publicKey, "public_key_needs_its_id", "publicKeyId"],
    ["publicKeyId", "PUB_KEY_ID_01", "public_key_needs_its_id", "publicKey"],
    ["appSecret", "wx2421b1c4370ec43b", "app_secret_ill_formed"],
    ["miniProgramAppid", "wx2421b1c4370ec43c", "mini_program_needs_both", "miniProgramSecret"],
    ["miniProgramSecret", "0123456789abcdef0123456789abcdef", "mini_program_needs_both", "miniProgramAppid"],
    ["apiBase", "simulator", "api_base_not_url"],
    ["apiBase", "file:///etc/passwd", "api_base_not_url"],
  ])("%s %j: %s", (field, value, message, path = field) => {
    const { error } = WechatPayCredentials.safeParse({ ...good, [field]: value });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[path, message]]);
  });

  it.each([
    [{ publicKeyId: "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB" }, "public_key_id_ill_formed"],
    [{ publicKey: certificate }, "public_key_is_certificate"],
    [{ publicKey: rsa.privateKey }, "public_key_is_other_key"],
    [{ publicKey: rsa.publicKey.slice(0, 99) }, "public_key_half_pasted"],
    [{ publicKey: "" }, "public_key_missing"],
    [{ publicKey: curve.publicKey }, "public_key_not_rsa"],
    [{ publicKey: short.publicKey }, "public_key_too_short"],
  ])("public-key mode with %j: %s", (change, message) => {
    const { error } = WechatPayCredentials.safeParse({ ...good, ...publicKey, ...change });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it("have a text in both languages for every fault", () => {
    for (const text of Object.values(credentialFaults)) {
      expect(text["zh-CN"]).toBeTruthy();
      expect(text.en).toBeTruthy();
    }
    const { error } = WechatPayCredentials.safeParse({});
    for (const issue of error!.issues) expect(credentialFaults).toHaveProperty(issue.message);
  });
});
