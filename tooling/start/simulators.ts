// The far ends of the demo stores' payments. One process plays all three: that takes a third of what three take.
import * as alipay from "../../simulators/alipay/src/index.ts";
import { keepTicking, openKeptBooks } from "../../simulators/furniture/src/index.ts";
import * as stripe from "../../simulators/stripe/src/index.ts";
import * as wechatPay from "../../simulators/wechat-pay/src/index.ts";
import { simulatorFile } from "./demo-accounts.ts";
import { portsFrom } from "./env.ts";
import { keptOrNew } from "./kept.ts";

const ports = portsFrom(Number(process.env.HUTONG_PORT));
const fileOf = (name: string) => simulatorFile(process.env.HUTONG_DATA_DIR!, name);
const teaHouse = "檐下";

async function startAlipay(): Promise<void> {
  const platform = alipay.createPlatform();
  alipay.adopt(platform, keptOrNew(fileOf("alipay.json"), alipay.newKeptApp), teaHouse);
  const keep = openKeptBooks(fileOf("alipay.books"), alipay.booksOf(platform));
  await alipay.startSimulator({ platform, port: ports.alipay, beforeReply: keep });
  keepTicking(() => alipay.deliverDue(platform).finally(keep));
}

async function startStripe(): Promise<void> {
  const platform = stripe.createPlatform();
  stripe.adopt(platform, keptOrNew(fileOf("stripe.json"), stripe.newKeptMerchant));
  const keep = openKeptBooks(fileOf("stripe.books"), stripe.booksOf(platform));
  await stripe.startSimulator({ platform, port: ports.stripe, beforeReply: keep });
  keepTicking(() => stripe.tick(platform).finally(keep));
}

async function startWechatPay(): Promise<void> {
  const platform = wechatPay.createPlatform();
  // The pay host: the one host that merchants of the platform register.
  const hosts = [`localhost:${ports.api}`];
  const kept = keptOrNew(fileOf("wechat-pay.json"), wechatPay.newKeptMerchant);
  wechatPay.adopt(platform, kept, { name: teaHouse, h5Hosts: hosts, webHosts: hosts });
  const keep = openKeptBooks(fileOf("wechat-pay.books"), wechatPay.booksOf(platform));
  await wechatPay.startSimulator({ platform, port: ports.wechatPay, beforeReply: keep });
  keepTicking(() => wechatPay.tick(platform).finally(keep));
}

await Promise.all([startAlipay(), startStripe()]);
// Last: it is the one that is asked whether all are ready.
await startWechatPay();
