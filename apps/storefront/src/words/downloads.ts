import type { OrderDownloadView } from "@hutong/checkout";

/** What is said about files that were bought. */
export interface DownloadWords {
  readonly title: string;
  /** On an order of which nothing is sent. */
  readonly next: (amount: string) => string;
  /** They are not there before the order is paid. */
  readonly waits: string;
  readonly fetch: string;
  readonly left: (count: number, until: string) => string;
  readonly resumes: string;
  readonly backToOrder: string;
  readonly states: Readonly<Record<Exclude<OrderDownloadView["state"], "open">, string>>;
  /** Title and text of a page for a link that leads to no file, by its code. */
  readonly codes: Readonly<Record<string, readonly [title: string, text: string]>>;
}

const zh: DownloadWords = {
  title: "您的文件",
  next: (amount) => `收到 ${amount}。文件在下面，随时可以下载。`,
  waits: "付款到账以后，下载链接会出现在这里，也会发到您的邮箱。",
  fetch: "下载",
  left: (count, until) => `还可下载 ${count} 次，${until} 前有效`,
  resumes: "网络中断不要紧，接着下载不另算次数。",
  backToOrder: "看订单",
  states: {
    unpaid: "等付款到账",
    revoked: "已收回",
    expired: "已过期，请联系店家重开",
    used_up: "次数用完了，请联系店家重开",
  },
  codes: {
    download_not_found: ["找不到这个文件", "链接不完整，或者不是本店的。请用订单邮件或订单页里的完整链接。"],
    download_expired: ["下载链接过期了", "请到订单页看看，或者请店家重新开通，新链接会发到您的邮箱。"],
    download_used_up: ["下载次数用完了", "请联系店家重新开通，新链接会发到您的邮箱。"],
    download_revoked: ["这个文件不能下载了", "订单已取消、已退款，或者店家收回了下载。有疑问请联系店家。"],
    download_unpaid: ["订单还没付清", "付款到账以后，这个链接就可以用了。"],
  },
};

const en: DownloadWords = {
  title: "Your files",
  next: (amount) => `We received ${amount}. Your files are below, ready to download.`,
  waits: "Once your payment has arrived the download links are here and in your email.",
  fetch: "Download",
  left: (count, until) => `${count} download${count === 1 ? "" : "s"} left, until ${until}`,
  resumes: "If your connection breaks, just continue: it does not count again.",
  backToOrder: "See the order",
  states: {
    unpaid: "Waiting for payment",
    revoked: "Withdrawn",
    expired: "Expired; ask the shop to renew it",
    used_up: "No downloads left; ask the shop to renew it",
  },
  codes: {
    download_not_found: [
      "We cannot find this file",
      "The link is incomplete, or another shop's. Please use the whole link from your email or your order page.",
    ],
    download_expired: [
      "This download link has expired",
      "Look at your order page, or ask the shop to renew it: the new link comes by email.",
    ],
    download_used_up: ["No downloads are left", "Ask the shop to renew it: the new link comes by email."],
    download_revoked: [
      "This file is no longer available",
      "The order was cancelled or refunded, or the shop withdrew the download. Ask the shop if you think it should be here.",
    ],
    download_unpaid: ["The order is not paid yet", "This link works once your payment has arrived."],
  },
};

const ar: DownloadWords = {
  title: "ملفاتك",
  next: (amount) => `استلمنا ${amount}. ملفاتك في الأسفل جاهزة للتنزيل.`,
  waits: "ستظهر روابط التنزيل هنا وفي بريدك بعد وصول الدفعة.",
  fetch: "تنزيل",
  left: (count, until) => `التنزيلات المتبقية: ${count}، صالحة حتى ${until}`,
  resumes: "إذا انقطع الاتصال فتابع التنزيل، ولن يُحسب مرة أخرى.",
  backToOrder: "عرض الطلب",
  states: {
    unpaid: "بانتظار الدفع",
    revoked: "سُحب",
    expired: "انتهت الصلاحية، اطلب من المتجر تجديده",
    used_up: "نفدت مرات التنزيل، اطلب من المتجر تجديده",
  },
  codes: {
    download_not_found: [
      "لم نجد هذا الملف",
      "الرابط غير كامل أو يخص متجرًا آخر. يرجى استخدام الرابط الكامل من بريدك أو من صفحة الطلب.",
    ],
    download_expired: [
      "انتهت صلاحية رابط التنزيل",
      "راجع صفحة طلبك أو اطلب من المتجر تجديده، وسيصلك الرابط الجديد بالبريد.",
    ],
    download_used_up: ["نفدت مرات التنزيل", "اطلب من المتجر تجديدها، وسيصلك الرابط الجديد بالبريد."],
    download_revoked: [
      "لم يعد هذا الملف متاحًا",
      "أُلغي الطلب أو رُدّ ثمنه أو سحب المتجر التنزيل. راسل المتجر إن كان لديك سؤال.",
    ],
    download_unpaid: ["لم يُدفع الطلب بعد", "يعمل هذا الرابط بعد وصول الدفعة."],
  },
};

const byLanguage: Readonly<Record<string, DownloadWords>> = { ar, zh };

/** Words about downloads for a language: Chinese for any Chinese, Arabic for any Arabic, English for all others. */
export function downloadWords(locale: string): DownloadWords {
  return byLanguage[locale.split("-")[0]!] ?? en;
}
