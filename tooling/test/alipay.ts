import type { Simulated } from "./simulated-provider.ts";

/** Alipay's simulated far end. */
export const alipay: Simulated = {
  provider: "alipay",
  portVariable: "HUTONG_SIMULATOR_ALIPAY_PORT",
  originVariable: "ALIPAY_SIMULATOR",
  registration: () => ({}),
};
