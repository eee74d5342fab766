/** What the pay host's pages say; the customer's language decides which. */
const zh = {
  paying: "正在打开微信付款…",
  payingText: "没有反应的话，点下面的按钮。",
  openPayment: "去微信付款",
  backToStore: (store: string) => `回到${store}`,
  again: "再试一次",
  noBridgeTitle: "微信付款没有打开",
  noBridgeText: "点右上角的 ⋯，选“在浏览器打开”，就能接着付这一笔。东西已为您留好。",
  noMiniProgramText: "小程序的付款页没有打开。请回到店里再点一次“去付款”，或者换一种付款方式。",
  noScript: "这里要用到 JavaScript，而它没有开。",
  unknownTitle: "没有这个付款链接",
  unknownText: "它可能抄漏了几个字，或早已过期。请回到店里，从购物袋或订单邮件重新打开付款。",
  expiredTitle: "付款链接过期了",
  expiredText: "链接只能用五分钟。回到店里点一下“去付款”，就有新的。这一步没有扣款。",
  usedTitle: "这个付款链接用过了",
  usedText: "一个链接只能用一次。回到店里看看付好没有，没有的话可以接着付。",
  foreignTitle: "这一步要在原来的地方做",
  foreignText: "付款不是在这个浏览器里开始的。回到店里，从这里重新开始；这一步没有扣款。",
  failedTitle: "没有接通微信",
  failedText: "这一步没有扣款。请再试一次；还是不行，就回到店里换一种付款方式。",
  tooOftenTitle: "试的次数太多了",
  tooOftenText: "请等几分钟，再回到店里付款。这一步没有扣款。",
  awayTitle: "出了点问题",
  awayText: "我们这边暂时不行。请过一会儿刷新这一页；付过的款不会丢。",
};

type Words = typeof zh;

const en: Words = {
  paying: "Opening WeChat Pay…",
  payingText: "If nothing happens, press the button.",
  openPayment: "Go to WeChat Pay",
  backToStore: (store) => `Back to ${store}`,
  again: "Try again",
  noBridgeTitle: "WeChat Pay did not open",
  noBridgeText:
    "Tap ⋯ at the top right and choose “Open in browser” to go on with this payment. Your goods are kept for you.",
  noMiniProgramText:
    "The mini program's payment page did not open. Go back to the shop and press “Go to payment” again, or pay another way.",
  noScript: "This step needs JavaScript, which is off.",
  unknownTitle: "There is no such payment link",
  unknownText:
    "Some of it may be missing, or it ran out long ago. Go back to the shop and open the payment again from your bag or from the letter about your order.",
  expiredTitle: "This payment link has run out",
  expiredText:
    "A link works for five minutes. Go back to the shop and press “Go to payment” for a new one. This step charged nothing.",
  usedTitle: "This payment link was used already",
  usedText: "A link works once. Go back to the shop to see whether it is paid; if not, you can pay there.",
  foreignTitle: "This step belongs where you began",
  foreignText:
    "The payment was not begun in this browser. Go back to the shop and start again from here. This step charged nothing.",
  failedTitle: "WeChat could not be reached",
  failedText:
    "This step charged nothing. Try again; if it still fails, choose another way to pay in the shop.",
  tooOftenTitle: "Too many tries",
  tooOftenText: "Wait a few minutes, then pay from the shop. This step charged nothing.",
  awayTitle: "Something went wrong",
  awayText: "We cannot do this just now. Reload this page in a moment; what was paid is not lost.",
};

/** Words by a BCP 47 tag: Chinese for Chinese, else English. */
export function wordsFor(locale: string): Words {
  return locale.startsWith("zh") ? zh : en;
}

/** The language that a browser asks for. */
export function browserLocale(acceptLanguage: string | undefined): string {
  return /^zh/i.test(acceptLanguage ?? "") ? "zh-CN" : "en";
}
