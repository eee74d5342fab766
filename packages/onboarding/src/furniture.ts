import type { LocalizedText } from "@hutong/kernel";
import { defaultTemplates } from "@hutong/sections/templates";
import type { OpenShopInput } from "./schemas.ts";
import { footerMenu, mainMenu, startingPages } from "./starting-texts.ts";

/** What a shop is furnished with when it opens. */
export interface Furniture {
  readonly theme: "tea" | "street";
  /** Sections by template name. */
  readonly templates: Readonly<
    Record<string, readonly { id: string; type: string; settings?: Record<string, unknown> }[]>
  >;
  readonly menus: Readonly<Record<string, readonly { title: LocalizedText; href: string }[]>>;
  readonly pages: readonly { handle: string; title: LocalizedText; bodyHtml: LocalizedText }[];
  /** Prices in minor units of the shop's currency. */
  readonly rates: readonly {
    name: LocalizedText;
    countries: string[];
    price: number;
    freeAbove: number | null;
    minDays: number;
    maxDays: number;
  }[];
  readonly accounts: readonly { provider: string; title: LocalizedText; credentials: unknown }[];
  readonly locationName: string;
}

// What a parcel costs in a shop that has not said so yet, in minor units; nothing where we would be guessing.
const parcel: Readonly<Record<string, number>> = {
  AUD: 1000,
  CAD: 1200,
  CNY: 1200,
  EUR: 600,
  GBP: 450,
  HKD: 4000,
  JPY: 800,
  KRW: 3500,
  SGD: 600,
  TWD: 8000,
  USD: 800,
};

/** The furniture of a shop that has nothing of its own yet. */
export function startingFurniture(input: OpenShopInput): Furniture {
  const theme = input.theme ?? (input.locale.startsWith("zh") ? "tea" : "street");
  return {
    theme,
    templates: defaultTemplates(theme),
    menus: { main: mainMenu, footer: footerMenu },
    pages: startingPages,
    rates: [
      {
        name: { "zh-CN": "普通快递", en: "Standard", ar: "شحن عادي" },
        countries: [input.country],
        price: parcel[input.currency] ?? 0,
        freeAbove: null,
        minDays: 2,
        maxDays: 5,
      },
    ],
    accounts: [
      {
        provider: "manual",
        title: { "zh-CN": "银行转账", en: "Bank transfer", ar: "تحويل مصرفي" },
        credentials: {
          kind: "bank-transfer",
          instructions: {
            "zh-CN": "下单后我们会联系您，告诉您付款账户。",
            en: "We will write to you with our bank details after you order.",
            ar: "سنكتب إليك بتفاصيل حسابنا المصرفي بعد الطلب.",
          },
        },
      },
    ],
    locationName: input.locale.startsWith("zh") ? "默认仓库" : "Main location",
  };
}
