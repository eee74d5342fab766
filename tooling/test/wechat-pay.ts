import type { Simulated } from "./simulated-provider.ts";

/** WeChat Pay's simulated far end. */
export const wechatPay: Simulated = {
  provider: "wechat-pay",
  portVariable: "HUTONG_SIMULATOR_WECHAT_PAY_PORT",
  originVariable: "WECHAT_PAY_SIMULATOR",
  registration: () => ({}),
};
