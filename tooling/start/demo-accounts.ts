import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptApp } from "../../simulators/alipay/src/index.ts";
import type { KeptMerchant as StripeMerchant } from "../../simulators/stripe/src/index.ts";
import type { KeptMerchant as WechatMerchant } from "../../simulators/wechat-pay/src/index.ts";
import { originAt, type Ports } from "./env.ts";

/** A file that the simulators keep: keys, books, and what `demo seed` is told. */
export function simulatorFile(dataDir: string, name: string): string {
  return join(dataDir, "simulators", name);
}

/** An account of a demo store, as `demo seed` answers. */
export interface DemoAccount {
  readonly store: string;
  readonly provider: string;
  readonly id: string;
}

/** Writes down, from the running simulators' keys, which accounts the demo stores are to have; answers the file. */
export function writeDemoAccounts(dataDir: string, ports: Ports): string {
  const kept = <Kept>(name: string) => JSON.parse(readFileSync(simulatorFile(dataDir, name), "utf8")) as Kept;
  const stripe = kept<StripeMerchant>("stripe.json").credentials;
  const wechatPay = kept<WechatMerchant>("wechat-pay.json").credentials;
  const alipay = kept<KeptApp>("alipay.json").credentials;
  const account = (store: string, provider: string, credentials: object, port: number) => ({
    store,
    provider,
    credentials: { ...credentials, apiBase: originAt(port) },
  });
  const accounts = [
    account("demo", "wechat-pay", wechatPay, ports.wechatPay),
    account("demo", "alipay", alipay, ports.alipay),
    account("street", "stripe", stripe, ports.stripe),
  ];
  const file = simulatorFile(dataDir, "accounts.json");
  writeFileSync(file, JSON.stringify(accounts), { mode: 0o600 });
  return file;
}

/** Tells the simulated Stripe where its events go, which the other two are told with each payment. */
export async function tellStripe(
  dataDir: string,
  ports: Ports,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const id = accounts.find(({ provider }) => provider === "stripe")?.id;
  if (!id) return;
  const kept = readFileSync(simulatorFile(dataDir, "stripe.json"), "utf8");
  const { secretKey } = (JSON.parse(kept) as StripeMerchant).credentials;
  const url = `${originAt(ports.api)}/payments/notices/stripe/${id}`;
  const answer = await fetch(`${originAt(ports.stripe)}/control/endpoint`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secretKey, url }),
  });
  if (!answer.ok) throw new Error(`The simulated Stripe answered ${answer.status}.`);
}
