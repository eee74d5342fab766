import type { SubmitInput } from "@hutong/checkout";

/** Where a customer's page is open, and from which address they came. */
export type CustomerEnvironment = NonNullable<NonNullable<SubmitInput["customer"]>>;
export type CustomerPlace = CustomerEnvironment["kind"];

const inWechat = /MicroMessenger/i;
const inMiniProgram = /miniProgram/i;
const inAlipay = /AlipayClient/i;
// WeChat for a computer says MicroMessenger too, and has a second screen: the phone beside it.
const onComputer = /WindowsWechat|MacWechat/i;
const onPhone = /Mobile|Android|iPhone|iPad|iPod|HarmonyOS|OpenHarmony/i;

/** Judges by the User-Agent; what says nothing of a phone is a computer. */
export function placeOf(userAgent: string): CustomerPlace {
  if (inWechat.test(userAgent) && !onComputer.test(userAgent))
    return inMiniProgram.test(userAgent) ? "mini-program" : "wechat";
  if (inAlipay.test(userAgent)) return "alipay";
  return onPhone.test(userAgent) && !onComputer.test(userAgent) ? "phone-browser" : "desktop";
}

/**
 * The environment that a request comes from. The address is the one that the proxy in front of us saw, else the
 * connection's; an IPv4 address in IPv6 clothes is undressed.
 */
export function customerEnvironment(
  headers: Headers,
  remoteAddress: string | undefined,
): CustomerEnvironment {
  const seen = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || remoteAddress;
  const kind = placeOf(headers.get("user-agent") ?? "");
  return seen ? { kind, ipAddress: seen.replace(/^::ffff:/, "").slice(0, 64) } : { kind };
}
