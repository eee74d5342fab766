import { formatMoney, type Money } from "@hutong/kernel";
import type { Letter } from "./layout.ts";

/** The letter to whoever left a checkout: what it held, the way back, and the way to get no more of them. */
export function recoveryLetter(data: {
  readonly storeName: string;
  readonly locale: string;
  readonly customerName: string;
  readonly lines: readonly { title: string; variantTitle: string; quantity: number; total: Money }[];
  readonly url: string;
  readonly stopUrl: string;
}): Letter {
  const { storeName, locale, customerName, url, stopUrl } = data;
  const rows = data.lines.map(
    ({ title, variantTitle, quantity, total }) =>
      [`${title} ${variantTitle} × ${quantity}`.replace(/ {2,}/g, " "), formatMoney(total, locale)] as const,
  );
  if (locale.startsWith("zh"))
    return {
      subject: `${storeName}：您的购物袋还在`,
      greeting: customerName ? `${customerName}，您好：` : "您好：",
      paragraphs: ["您上次挑的东西还在，填过的也在。想要的话，点下面接着结算；价格和库存以打开时为准。"],
      rows,
      link: { label: "接着结算", url },
      signature: `${storeName}\n\n不想再收到这类信：${stopUrl}`,
    };
  return {
    subject: `${storeName}: your bag is still here`,
    greeting: customerName ? `Hello ${customerName},` : "Hello,",
    paragraphs: [
      "What you chose is still here, and so is what you filled in. Go on from where you were; prices and stock are those of the day.",
    ],
    rows,
    link: { label: "Go on", url },
    signature: `${storeName}\n\nNo more letters like this: ${stopUrl}`,
  };
}
