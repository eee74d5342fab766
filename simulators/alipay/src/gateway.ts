import { setTimeout as wait } from "node:timers/promises";
import type { Incoming, Reply } from "@hutong/simulator";
import type { App } from "./apps.ts";
import { billAddress } from "./bill-calls.ts";
import { refusalPage } from "./cashier.ts";
import { type AnswerFault, takeAnswerFault } from "./faults.ts";
import type { Platform } from "./platform.ts";
import { makeRefund, queryRefund } from "./refund-calls.ts";
import { Refused, refusalView } from "./refused.ts";
import { parametersOf } from "./request.ts";
import { isRequestSigned, signRaw } from "./signing.ts";
import { closeTrade, openPage, precreate, queryTrade } from "./trade-calls.ts";

type Outer = ReadonlyMap<string, string>;
type Call = (platform: Platform, app: App, outer: Outer) => object;

const calls: Readonly<Record<string, Call>> = {
  "alipay.trade.query": queryTrade,
  "alipay.trade.close": closeTrade,
  "alipay.trade.precreate": precreate,
  "alipay.trade.refund": makeRefund,
  "alipay.trade.fastpay.refund.query": queryRefund,
  "alipay.data.dataservice.bill.downloadurl.query": billAddress,
};
const pages: Readonly<Record<string, "page" | "wap">> = {
  "alipay.trade.page.pay": "page",
  "alipay.trade.wap.pay": "wap",
};

const required = ["app_id", "method", "charset", "sign_type", "sign", "timestamp", "version"];

/** Who sent a request. Refuses in this order: a missing parameter, an unknown app, the form, the signature, the right. */
function authenticate(platform: Platform, outer: Outer): App {
  const missing = required.find((name) => !outer.get(name));
  if (missing)
    throw new Refused("40001", `isv.missing-${missing.replaceAll("_", "-")}`, `缺少参数${missing}`);
  const app = platform.apps.get(outer.get("app_id")!);
  if (!app) throw new Refused("40002", "isv.invalid-app-id", "无效的AppID参数");
  if (outer.get("sign_type") !== "RSA2")
    throw new Refused("40002", "isv.invalid-signature-type", "无效的签名类型");
  if (outer.get("charset")!.toLowerCase() !== "utf-8")
    throw new Refused("40002", "isv.invalid-charset", "模拟器只有utf-8");
  if (outer.get("version") !== "1.0") throw new Refused("40002", "isv.invalid-version", "无效的版本号");
  if (!isRequestSigned(app.publicKey, outer))
    throw new Refused(
      "40002",
      "isv.invalid-signature",
      "验签出错，请确认charset参数放在了URL查询字符串中且各参数值使用charset参数指示的字符集编码",
    );
  const at = Date.parse(`${outer.get("timestamp")!.replace(" ", "T")}+08:00`);
  const off = Math.abs(platform.clock.now().getTime() - at);
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(outer.get("timestamp")!) || !(off < 86_400_000))
    throw new Refused("40002", "isv.invalid-timestamp", "非法的时间戳参数");
  if (app.forbidden.has(outer.get("method")!))
    throw new Refused("40006", "isv.insufficient-isv-permissions", "ISV权限不足");
  return app;
}

function result(platform: Platform, outer: Outer): { inner: object; app: App | undefined } {
  const app = platform.apps.get(outer.get("app_id") ?? "");
  try {
    const known = authenticate(platform, outer);
    const call = calls[outer.get("method")!];
    if (!call) throw new Refused("40002", "isv.invalid-method", "不存在的方法名");
    return { inner: { code: "10000", msg: "Success", ...call(platform, known, outer) }, app };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { inner: refusalView(error), app };
  }
}

function json(text: string): Reply {
  return { status: 200, headers: { "content-type": "text/html;charset=utf-8" }, body: text };
}

/** An answer: always 200; signed by the app's key of Alipay, where there is an app. */
function written(app: App | undefined, method: string, inner: object, isSpoiled = false): Reply {
  const content = JSON.stringify(inner);
  const name = `${method.replaceAll(".", "_")}_response`;
  if (!app) return json(`{"${name}":${content}}`);
  const sign = signRaw(app.alipayKey, isSpoiled ? `${content} ` : content);
  return json(`{"${name}":${content},"sign":"${sign}"}`);
}

// Unreferenced, so that a connection nobody waits for keeps no process alive.
const never = () => wait<null>(60_000, null, { ref: false });

async function spoiled(platform: Platform, outer: Outer, fault: AnswerFault): Promise<Reply | null> {
  const method = outer.get("method") ?? "";
  if (fault.kind === "break-before") return null;
  if (fault.kind === "status") return { status: fault.status, headers: {}, body: "<html>busy</html>" };
  const app = platform.apps.get(outer.get("app_id") ?? "");
  if (fault.kind === "refuse")
    return written(app, method, refusalView(new Refused(fault.code, fault.subCode, "系统繁忙")));
  const { inner } = result(platform, outer);
  if (fault.kind === "unknown-after")
    return written(app, method, refusalView(new Refused(fault.code, fault.subCode, "系统繁忙")));
  if (fault.kind === "hang") return await never();
  if (fault.kind === "unsigned") return written(undefined, method, inner);
  if (fault.kind === "wrong-signature") return written(app, method, inner, true);
  return fault.kind === "html" ? json("<!doctype html><title>502</title>") : null;
}

function page(platform: Platform, request: Incoming, outer: Outer, product: "page" | "wap"): Reply {
  try {
    const token = openPage(platform, authenticate(platform, outer), product, outer);
    return { status: 302, headers: { location: `${platform.origin}/cashier?token=${token}` }, body: "" };
  } catch (error) {
    if (error instanceof Refused) return refusalPage(request, error);
    throw error;
  }
}

/** gateway.do: a call that is answered in JSON, or a page that the buyer is sent to. */
export async function answerGateway(platform: Platform, request: Incoming): Promise<Reply | null> {
  const outer = parametersOf(request);
  if (!outer)
    return written(
      undefined,
      "error",
      refusalView(new Refused("40002", "isv.invalid-parameter", "重复的参数")),
    );
  const method = outer.get("method") ?? "";
  if (pages[method]) return page(platform, request, outer, pages[method]);
  const fault = takeAnswerFault(platform.faults, method);
  if (fault) return await spoiled(platform, outer, fault);
  const { inner, app } = result(platform, outer);
  return written(app, method, inner);
}
