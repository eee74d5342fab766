import type { Surroundings } from "./run.ts";
import { type SimulatedProvider, startSimulated } from "./simulated-provider.ts";

/** Starts WeChat Pay's simulated far end. */
export function startWechatPay(surroundings: Surroundings): Promise<SimulatedProvider> {
  const simulated = {
    provider: "wechat-pay",
    portVariable: "HUTONG_SIMULATOR_WECHAT_PAY_PORT",
    originVariable: "WECHAT_PAY_SIMULATOR",
    registration: () => ({}),
  };
  return startSimulated(simulated, surroundings);
}
