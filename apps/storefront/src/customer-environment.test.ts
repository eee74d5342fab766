import { describe, expect, it } from "vitest";
import { customerEnvironment, placeOf } from "./customer-environment.ts";

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const androidPhone = "Mozilla/5.0 (Linux; Android 14; V2324A Build/UP1A; wv) AppleWebKit/537.36";
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit}`;

describe("placeOf", () => {
  it.each([
    [
      `${androidPhone} Chrome/122.0 Mobile Safari/537.36 XWEB/1220 MMWEBSDK/20240404 MicroMessenger/8.0.49`,
      "wechat",
    ],
    [`${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x1800312f) NetType/WIFI Language/zh_CN`, "wechat"],
    [`${iphone} Mobile/15E148 MicroMessenger/8.0.49 miniProgram/wx0123456789abcdef`, "mini-program"],
    [
      `${androidPhone} Chrome/105.0 Mobile Safari/537.36 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:384|0|2.8) AliApp(AP/10.5.88.8000) AlipayClient/10.5.88.8000 Language/zh-Hans`,
      "alipay",
    ],
    [
      `${iphone} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.90) AlipayClient/10.5.90 Language/zh-Hans`,
      "alipay",
    ],
    [`${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, "phone-browser"],
    [
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
      "phone-browser",
    ],
    ["Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile", "phone-browser"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "desktop"],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/98 MicroMessenger/7.0.20 WindowsWechat(0x63090a13)", "desktop"],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} MicroMessenger/6.8 MacWechat/3.8.7`,
      "desktop",
    ],
    ["", "desktop"],
  ])("%s", (userAgent, place) => {
    expect(placeOf(userAgent)).toBe(place);
  });
});

describe("customerEnvironment", () => {
  it("believes the nearest proxy, else the connection", () => {
    const forwarded = new Headers({ "x-forwarded-for": "10.9.9.9, 203.0.113.7" });
    expect(customerEnvironment(forwarded, "127.0.0.1").ipAddress).toBe("203.0.113.7");
    expect(customerEnvironment(new Headers(), "::ffff:192.0.2.4").ipAddress).toBe("192.0.2.4");
    expect(customerEnvironment(new Headers(), undefined)).toEqual({ kind: "desktop" });
  });
});
