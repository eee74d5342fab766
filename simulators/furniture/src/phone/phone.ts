import type { Incoming, Reply } from "../incoming.ts";
import { style } from "./style.ts";
import { languageOf, type Words, words } from "./words.ts";

/** Text as it may stand in HTML. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** What tells one provider's phone from another's. Colours only: no mark of anybody's is drawn. */
export interface Skin {
  /** CSS colours; white on `accent` and `onRoom` on `room` are readable. */
  readonly accent: string;
  readonly room: string;
  readonly onRoom: string;
  readonly pay: Words;
  readonly leave: Words;
  /** Choice that is posted by the second button. */
  readonly leaveValue: string;
  /** What codes begin with. */
  readonly codeLike: string;
}

/** What is to be paid: texts as they come, the amount as it is read. */
export interface Bill {
  readonly shop: string;
  readonly goods: string;
  readonly amount: string;
}

/** A phone's screens, in the language of whoever looks. */
export interface Phone {
  /** The camera, with a field for what a code says; asked for by GET at `action`. */
  scanner(action: string): Reply;
  /** What is to be paid, and two answers, `choice`, posted to `action`. */
  confirmation(bill: Bill, action: string): Reply;
  paid(bill: Bill): Reply;
  unpaid(): Reply;
  /** Why it cannot be paid, as the provider's app says it. */
  refused(why: string, status?: number): Reply;
}

const check = `<svg class="sign" viewBox="0 0 84 84" aria-hidden="true"><circle cx="42" cy="42" r="40"/><path d="M26 43.5 37.5 55 59 31.5"/></svg>`;
const bang = `<svg class="sign off" viewBox="0 0 84 84" aria-hidden="true"><circle cx="42" cy="42" r="40"/><path d="M42 24v24M42 59v.5"/></svg>`;
const signal = `<svg viewBox="0 0 44 14" aria-hidden="true" fill="currentColor"><rect y="8" width="3" height="5" rx="1"/><rect x="5" y="5.5" width="3" height="7.5" rx="1"/><rect x="10" y="3" width="3" height="10" rx="1"/><rect x="15" y="0.5" width="3" height="12.5" rx="1"/><rect x="22.5" y="1" width="19" height="11.5" rx="3.5" fill="none" stroke="currentColor" stroke-opacity=".45"/><rect x="24.5" y="3" width="13" height="7.5" rx="2"/></svg>`;

/** Opens a provider's phone for whoever sent the request; all that stands on it is escaped. */
export function openPhone(skin: Skin, request: Incoming): Phone {
  const language = languageOf(request);
  const say = (text: Words) => text[language];

  function page(status: number, inner: string): Reply {
    const colours = `--accent:${skin.accent};--room:${skin.room};--on-room:${skin.onRoom}`;
    const about = `<div class="about"><strong>${say(words.phone)}</strong><span>${say(words.about)}</span></div>`;
    const note = `<p class="note">${say(words.note)}</p>`;
    const screen = `<div class="screen">${note}<div class="bar" aria-hidden="true"><span>9:41</span>${signal}</div><main>${inner}</main></div>`;
    const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><title>${say(words.phone)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body style="${colours}"><div class="room"><div class="phone">${screen}</div>${about}</div></body></html>`;
    return { status, headers: { "content-type": "text/html; charset=utf-8", vary: "accept-language" }, body };
  }

  const said = (sign: string, title: string, lines: string) =>
    `<div class="said" role="status">${sign}<h1>${title}</h1>${lines}</div>`;

  return {
    scanner: (action) =>
      page(
        200,
        `<h1>${say(words.scan)}</h1><div class="finder"></div><p class="hint">${say(words.scanHint)}</p>
<form method="get" action="${escaped(action)}"><label for="code">${say(words.codeText)}</label><input id="code" name="code" placeholder="${escaped(skin.codeLike)}" autocomplete="off" required>
<button class="pay">${say(words.scanIt)}</button></form>`,
      ),
    confirmation: ({ shop, goods, amount }, action) =>
      page(
        200,
        `<div class="mark" aria-hidden="true">${escaped([...shop.trim()][0] ?? "¥")}</div><p class="to">${say(words.payTo)}</p><h1>${escaped(shop)}</h1>
<p class="amount">${escaped(amount)}</p><dl><div><dt>${say(words.goods)}</dt><dd>${escaped(goods)}</dd></div><div><dt>${say(words.method)}</dt><dd>${say(words.paidWith)}</dd></div></dl>
<form method="post" action="${escaped(action)}"><button class="pay" name="choice" value="pay">${say(skin.pay)}</button>
<button name="choice" value="${escaped(skin.leaveValue)}">${say(skin.leave)}</button></form>`,
      ),
    paid: ({ shop, amount }) =>
      page(
        200,
        said(
          check,
          say(words.paid),
          `<p>${escaped(shop)}</p><p class="amount">${escaped(amount)}</p><p>${say(words.paidNext)}</p>`,
        ),
      ),
    unpaid: () => page(200, said(bang, say(words.unpaid), `<p>${say(words.unpaidNext)}</p>`)),
    refused: (why, status = 409) =>
      page(
        status,
        language === "zh-CN"
          ? said(bang, escaped(why), "")
          : said(bang, say(words.refused), `<p lang="zh-CN">${escaped(why)}</p>`),
      ),
  };
}
