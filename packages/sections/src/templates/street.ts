import { section, type Templates } from "./template.ts";

const pledges = [
  {
    icon: "truck",
    text: { en: "Ships the next working day.", "zh-CN": "下一个工作日发出。" },
  },
  {
    icon: "lock",
    text: { en: "Returns within 30 days, unworn.", "zh-CN": "没穿过的，30 天内可退。" },
  },
];

/** Street: concrete, flash, a poster. For a store that is new and has nothing of its own to say yet. */
export const streetTemplates: Templates = {
  layout: [
    section("announcement", { text: {} }),
    section("header", { logo: "none", menu: "main" }),
    section("footer", { menu: "footer" }),
  ],
  home: [
    section("hero", {
      style: "poster",
      art: "none",
      title: { en: "New", "zh-CN": "新" },
      second: { en: "in", "zh-CN": "到" },
      linkText: { en: "See it all", "zh-CN": "全部看看" },
      href: "/collections",
    }),
    section("featured-collection", {
      title: { en: "The whole wall", "zh-CN": "整面墙" },
      limit: 8,
      layout: "grid",
    }),
    section("statement", {
      title: { en: "Made once.\nMade well.", "zh-CN": "只做一次，\n做好为止。" },
      text: {
        en: "Small runs, honest counts. What is struck through is gone.",
        "zh-CN": "小批量，实数目。划掉的就是没了。",
      },
    }),
  ],
  product: [
    section("product-main", { pledges, showFacts: true }),
    section("related", { title: { en: "Same wall", "zh-CN": "同一面墙" }, limit: 4 }),
  ],
  collection: [section("collection-main")],
  collections: [section("collections-main")],
  search: [section("search-main")],
  page: [section("page-main")],
};

/** Loud Brick as the design draws it; its texts speak of the demo store's own goods. */
export const streetDemoTemplates: Templates = {
  ...streetTemplates,
  layout: [
    section("announcement", {
      text: { en: "Drop 07 is live / Free shipping over $150 / When it is gone it is gone" },
    }),
    section("header", { logo: "bricks", menu: "main" }),
    section("footer", {
      menu: "footer",
      lead: { en: "Wear\nit loud." },
      about: { en: "Loud Brick, Unit 4, Kiln Yard\nLos Angeles" },
      contact: { en: "Prices in USD, duties included" },
    }),
  ],
  home: [
    section("hero", {
      style: "poster",
      art: "hoodie",
      title: { en: "Drop" },
      second: { en: "07" },
      product: "kiln-hoodie",
      linkText: { en: "Get yours" },
      href: "/products/kiln-hoodie",
    }),
    section("figures", {
      items: [
        { value: "07", label: { en: "drops so far" } },
        { value: "20", label: { en: "pieces on the wall" } },
        { value: "30", label: { en: "days to send it back" } },
        { value: "0", label: { en: "restocks, ever" } },
      ],
    }),
    section("featured-collection", {
      collection: "drop-07",
      title: { en: "The whole wall" },
      limit: 8,
      layout: "grid",
      linkText: { en: "All 20" },
      href: "/collections/all",
    }),
    section("statement", {
      title: { en: "One kiln.\nNo restock." },
      text: {
        en: "Every drop is a single production run, numbered on the inside hem. We print the count before we open, and we close when it is gone. Nobody gets a second batch, us included.",
      },
    }),
  ],
  product: [
    section("product-main", {
      showFacts: true,
      pledges: [
        { icon: "truck", text: { en: "Ships tomorrow." } },
        { icon: "lock", text: { en: "30 days, unworn. We send the label." } },
      ],
    }),
    section("related", { title: { en: "Same wall" }, limit: 4 }),
  ],
};
