import type { LocalizedText } from "@hutong/kernel";

type Page = { handle: string; title: LocalizedText; bodyHtml: LocalizedText };
type Item = { title: LocalizedText; href: string };

export const mainMenu: readonly Item[] = [
  { title: { "zh-CN": "全部商品", en: "Shop", ar: "المتجر" }, href: "/collections" },
  { title: { "zh-CN": "关于我们", en: "About", ar: "من نحن" }, href: "/pages/about" },
];

export const footerMenu: readonly Item[] = [
  { title: { "zh-CN": "关于我们", en: "About", ar: "من نحن" }, href: "/pages/about" },
  {
    title: { "zh-CN": "配送与退换", en: "Delivery and returns", ar: "التوصيل والإرجاع" },
    href: "/pages/shipping-and-returns",
  },
  { title: { "zh-CN": "联系我们", en: "Contact", ar: "تواصل معنا" }, href: "/pages/contact" },
];

/** Pages that a new shop starts with: true of any shop, and to be rewritten by its merchant. */
export const startingPages: readonly Page[] = [
  {
    handle: "about",
    title: { "zh-CN": "关于我们", en: "About", ar: "من نحن" },
    bodyHtml: {
      "zh-CN": "<p>我们刚开张。店里的每一件，都是我们自己挑的。</p>",
      en: "<p>We have just opened. Everything here was chosen by us.</p>",
      ar: "<p>افتتحنا للتو. كل ما هنا اخترناه بأنفسنا.</p>",
    },
  },
  {
    handle: "shipping-and-returns",
    title: { "zh-CN": "配送与退换", en: "Delivery and returns", ar: "التوصيل والإرجاع" },
    bodyHtml: {
      "zh-CN":
        "<p>结账时可以看到运费和预计到达的天数。收到后不合心意，请先联系我们，我们告诉您怎样退回。</p>",
      en: "<p>Checkout shows what delivery costs and how many days it takes. If something is not right, write to us first and we will tell you how to send it back.</p>",
      ar: "<p>تظهر تكلفة التوصيل ومدته عند إتمام الشراء. إن لم يعجبك شيء فراسلنا أولًا وسنخبرك كيف تعيده.</p>",
    },
  },
  {
    handle: "contact",
    title: { "zh-CN": "联系我们", en: "Contact", ar: "تواصل معنا" },
    bodyHtml: {
      "zh-CN": "<p>回复任何一封我们发给您的邮件，就能找到我们。</p>",
      en: "<p>Reply to any e-mail we have sent you and you will reach us.</p>",
      ar: "<p>للتواصل معنا ردّ على أي رسالة بريد إلكتروني وصلتك منا.</p>",
    },
  },
];
