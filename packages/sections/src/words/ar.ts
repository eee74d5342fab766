import type { Words } from "./zh-cn.ts";

// Arabic counts one, two, a few (3 to 10, by the last two digits) and many differently.
function things(count: number): string {
  if (count === 1) return "منتج واحد";
  if (count === 2) return "منتجان";
  const last = count % 100;
  return last >= 3 && last <= 10 ? `${count} منتجات` : `${count} منتجًا`;
}

export const ar: Words = {
  skip: "انتقل إلى المحتوى",
  menu: "القائمة",
  announcement: "من المتجر",
  search: "بحث",
  searchLabel: "ابحث عن",
  searchPlaceholder: "عمّ تبحث؟",
  account: "حسابك",
  bag: "الحقيبة",
  bagCount: (count) => `الحقيبة، ${things(count)}`,
  home: (store) => `${store}، الرئيسية`,
  home404: "العودة إلى البداية",
  language: "اللغة",
  elder: "خط كبير",
  normalSize: "خط عادي",
  all: "الكل",
  allProducts: "كل المنتجات",
  collections: "كل المجموعات",
  countOf: things,
  from: (price) => `من ${price}`,
  was: "كان",
  soldOut: "نفد",
  soldOutHint: "نفد هذا المنتج. ألقِ نظرة على غيره.",
  onlyAvailable: "المتوفر فقط",
  showAll: "عرض ما نفد أيضًا",
  sort: "الترتيب",
  sorts: {
    manual: "كما رتّبها المتجر",
    newest: "الأحدث",
    "price-up": "السعر من الأقل",
    "price-down": "السعر من الأعلى",
  },
  nextPage: "الصفحة التالية",
  previousPage: "الصفحة السابقة",
  nothingHere: "لا شيء هنا بعد.",
  quantity: "الكمية",
  optional: "اختياري",
  choose: "اختر",
  fieldFaults: {
    missing: () => "يرجى ملء هذا الحقل.",
    too_long: (most) => `${most} حرفًا على الأكثر.`,
    not_offered: () => "يرجى الاختيار من القائمة.",
  },
  soldIn: (least, most, step) =>
    [
      least > 1 ? `ابتداءً من ${least}` : "",
      step > 1 ? `بمضاعفات ${step}` : "",
      most === null ? "" : `${most} على الأكثر في الطلب`,
    ]
      .filter(Boolean)
      .join("، "),
  fewer: "أقل",
  more: "أكثر",
  addToBag: "أضف إلى الحقيبة",
  buyNow: "اشترِ الآن",
  added: "أُضيف إلى حقيبتك",
  about: "عن المنتج",
  facts: "معلومات مفيدة",
  related: "قد يعجبك أيضًا",
  pictures: "الصور",
  resultsFor: (query, count) => `«${query}»: ${count}`,
  nothingFound: (query) => `لا نتائج عن «${query}»`,
  nothingFoundText: "ليس لدينا ذلك. هل قصدت أحد هذه؟",
  nothingFoundPlain: "ليس لدينا ذلك. جرّب كلمة أخرى.",
  searchStart: "اكتب ما تبحث عنه.",
  notFoundTitle: "هذه الصفحة لم تعد موجودة",
  notFoundText: "ربما نُقلت، أو بيع ما كانت تعرضه.",
  bagEmpty: "حقيبتك فارغة",
  bagEmptyText: "ما تختاره سيكون هنا.",
  keepLooking: "متابعة التسوق",
  remove: "إزالة",
  update: "تحديث",
  subtotal: "المنتجات",
  shippingLater: "تُحسب تكلفة الشحن عند إتمام الشراء",
  checkout: "إتمام الشراء",
  close: "إغلاق",
  lineGone: "لم يعد هذا المنتج متاحًا للشراء. يرجى إزالته.",
};
