const first = Number(process.env.HUTONG_PORT || 3000);

/** The platform under trial: the row of ports that `npm start` printed. */
export const dashboardOrigin = `http://localhost:${first}`;
export const apiOrigin = `http://localhost:${first + 2}`;

/** Where a store sells; any handle, also one that nobody has. */
export function storeOrigin(handle: string): string {
  return `http://${handle}.localhost:${first + 1}`;
}

/** WeChat Pay's simulated far end, connected to the tea house. */
export const wechatPayOrigin = process.env.WECHAT_PAY_SIMULATOR ?? "";

/** Alipay's, likewise. */
export const alipayOrigin = process.env.ALIPAY_SIMULATOR ?? "";

/** Stripe's simulated far end, connected to the shop for street wear. */
export const stripeOrigin = process.env.STRIPE_SIMULATOR ?? "";

/** Reads codes off pictures, where it is installed. */
export const zbarPath = process.env.ZBARIMG_PATH;

export const chromiumPath = process.env.CHROMIUM_PATH || "/usr/bin/chromium";
