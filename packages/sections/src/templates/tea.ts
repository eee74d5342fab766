import { section, type Templates } from "./template.ts";

const pledges = [
  {
    icon: "truck",
    text: { "zh-CN": "16:00 前付款，当天发出。", en: "Paid before 16:00, sent the same day." },
  },
  {
    icon: "leaf",
    text: { "zh-CN": "不合心意，30 天内可以退。", en: "Not for you? Send it back within 30 days." },
  },
  {
    icon: "lock",
    text: { "zh-CN": "付款信息不经过我们。", en: "Your payment details never pass through us." },
  },
];

/** Tea house: paper, a window, silence. For a store that is new and has nothing of its own to say yet. */
export const teaTemplates: Templates = {
  layout: [
    section("announcement", { text: {} }),
    section("header", { logo: "none", menu: "main" }),
    section("footer", { menu: "footer" }),
  ],
  home: [
    section("hero", {
      style: "vertical",
      art: "tea-table",
      title: { "zh-CN": "慢慢来\n好东西经得起等", en: "Good things\ntake their time" },
      text: {
        "zh-CN": "这里的每一件，都是我们自己在用的。",
        en: "Everything here is something we use ourselves.",
      },
      linkText: { "zh-CN": "进来看看", en: "Come in and look" },
      href: "/collections",
    }),
    section("featured-collection", {
      title: { "zh-CN": "新到", en: "Newly in" },
      limit: 5,
      layout: "staggered",
    }),
    section("landscape", {
      art: "hills",
      title: { "zh-CN": "东西不多，\n件件有来处。", en: "Not many things.\nEach has a story." },
      text: {
        "zh-CN": "谁做的，用什么做的，怎么用，都写在每一件的页面上。不合心意，退给我们。",
        en: "Who made it, what it is made of and how to use it stands on each page. If it is not for you, send it back.",
      },
    }),
  ],
  product: [
    section("product-main", { pledges }),
    section("facts", { title: { "zh-CN": "说明", en: "Good to know" } }),
    section("related", { title: { "zh-CN": "一起看看", en: "Goes well with" }, limit: 4 }),
  ],
  collection: [section("collection-main")],
  collections: [section("collections-main")],
  search: [section("search-main")],
  page: [section("page-main")],
};

/** The tea house 檐下 as the design draws it; its texts speak of the demo store's own goods. */
export const teaDemoTemplates: Templates = {
  ...teaTemplates,
  layout: [
    section("announcement", {
      text: {
        "zh-CN": "满 199 元包邮 · 每泡茶附一张冲泡小卡",
        en: "Free delivery in China over ¥199 · a brewing card with every tea",
      },
    }),
    section("header", { logo: "eaves", menu: "main" }),
    section("footer", {
      menu: "footer",
      lead: { "zh-CN": "檐下茶铺", en: "Under the Eaves" },
      about: {
        "zh-CN": "北京 · 东城 · 砖塔里 17 号\n每天 10:00 – 20:00，周一歇业",
        en: "17 Zhuanta Lane, Dongcheng, Beijing\nOpen 10:00 to 20:00, closed on Mondays",
      },
      contact: { "zh-CN": "电话：010-5550 0117", en: "Phone: 010-5550 0117" },
    }),
  ],
  home: [
    section("hero", {
      style: "vertical",
      art: "tea-table",
      artAlt: {
        "zh-CN": "窗下的盖碗、紫泥壶、茶杯与一罐晨雾绿茶",
        en: "A lidded bowl, a clay pot, a cup and a tin of green tea by a window",
      },
      title: { "zh-CN": "慢一点\n水才开口说话", en: "Slow down,\nlet the water speak" },
      note: { "zh-CN": "二〇二六 · 小雪 · 煮老茶的日子", en: "Light Snow, the days for simmered tea" },
      text: {
        "zh-CN": "屋檐下放一张小桌，烧一壶水。我们只卖自己每天在喝的十二款茶。",
        en: "A small table under the eaves, a kettle on. We sell twelve teas, the ones we drink every day.",
      },
      linkText: { "zh-CN": "看这个时节喝什么", en: "What to drink this season" },
      href: "/collections/season",
    }),
    section("featured-collection", {
      collection: "season",
      limit: 5,
      layout: "staggered",
      linkText: { "zh-CN": "全部十二款", en: "All twelve teas" },
      href: "/collections/tea",
    }),
    section("facts", {
      product: "lao-qiang",
      title: { "zh-CN": "老墙，这样泡", en: "How to brew Old Wall" },
      text: {
        "zh-CN": "没有玄学，只有四个数字。\n每一饼茶的背面都印着它们。",
        en: "No mystery, four numbers.\nThey are printed on the back of every cake.",
      },
    }),
    section("landscape", {
      art: "hills",
      title: { "zh-CN": "海拔一千四百米，\n雾比人先到。", en: "At 1,400 metres\nthe mist gets there first." },
      text: {
        "zh-CN":
          "晨雾来自一片六亩的坡地，由罗家两代人照看。清明前十天，只采一芽一叶，当天下山，当夜炒完。今年一共一百九十斤，卖完就等明年。",
        en: "Morning Mist comes from a six-mu slope kept by two generations of the Luo family. One bud and one leaf, picked in the ten days before Qingming and fired the same night. When it is gone we wait for next year.",
      },
      linkText: { "zh-CN": "读这座山的故事", en: "Read about the hill" },
      href: "/pages/notes",
    }),
  ],
  product: [
    section("product-main", {
      pledges: [
        pledges[0],
        {
          icon: "leaf",
          text: {
            "zh-CN": "喝不惯，30 天内开封也可以退，运费我们出。",
            en: "Not to your taste? Send it back within 30 days, opened or not. We pay the postage.",
          },
        },
        pledges[2],
      ],
    }),
    section("facts", { title: { "zh-CN": "怎么用", en: "How to use it" } }),
    section("related", { title: { "zh-CN": "放在一起的", en: "On the same table" }, limit: 4 }),
  ],
};
