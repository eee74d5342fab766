import type { Surroundings } from "./run.ts";
import { type SimulatedProvider, startSimulated } from "./simulated-provider.ts";

/** Starts Alipay's simulated far end. */
export function startAlipay(surroundings: Surroundings): Promise<SimulatedProvider> {
  const simulated = {
    provider: "alipay",
    store: "demo",
    portVariable: "HUTONG_SIMULATOR_ALIPAY_PORT",
    originVariable: "ALIPAY_SIMULATOR",
    registration: () => ({}),
  };
  return startSimulated(simulated, surroundings);
}
