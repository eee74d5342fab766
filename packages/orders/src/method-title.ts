import { fragment } from "@hutong/db";

const byGiftCard = { en: "Gift card", "zh-CN": "礼品卡" };
const nothingDue = { en: "Nothing to pay", "zh-CN": "无需付款" };

/** How an order is paid, in words by language: a column of `orders o` and, joined where there is one, `payment_accounts a`. */
export const methodTitle = fragment`coalesce(a.title, case when o.tendered > 0 then ${byGiftCard}::jsonb else ${nothingDue}::jsonb end)`;
