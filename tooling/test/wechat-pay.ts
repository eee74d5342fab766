import type { Surroundings } from "./run.ts";
import { type SimulatedProvider, startSimulated } from "./simulated-provider.ts";

/** Starts WeChat Pay's simulated far end. */
export function startWechatPay(surroundings: Surroundings): Promise<SimulatedProvider> {
  const simulated = {
    provider: "wechat-pay",
    store: "demo",
    portVariable: "HUTONG_SIMULATOR_WECHAT_PAY_PORT",
    originVariable: "WECHAT_PAY_SIMULATOR",
    registration({ env }: Surroundings) {
      // The pay host: the one host that merchants of the platform register.
      const hosts = [`localhost:${Number(env.HUTONG_PORT) + 2}`];
      return { name: "檐下", h5Hosts: hosts, webHosts: hosts };
    },
  };
  return startSimulated(simulated, surroundings);
}
