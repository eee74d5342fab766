import type { PayStep } from "@hutong/checkout";
import { formatMoney } from "@hutong/kernel";
import type { ClientConfirm } from "@hutong/payment-providers";
import { type Html, html, type PageToShow, showPage } from "./page.ts";
import { bridgeScript, goScript, miniProgramScript } from "./scripts.ts";
import { wordsFor } from "./words.ts";

/** Why a step is not taken. */
export type Refusal = "expired" | "used" | "foreign" | "failed" | "tooOften";

const statuses: Record<Refusal, number> = {
  expired: 410,
  used: 410,
  foreign: 403,
  failed: 502,
  tooOften: 429,
};

function frame(step: PayStep): Pick<PageToShow, "locale" | "storeName"> {
  return { locale: step.locale, storeName: step.storeName };
}

function amount(step: PayStep): Html {
  return html`<p class="amount">${formatMoney(step.total, step.locale)}</p>`;
}

function back(step: PayStep, isKey = true): Html {
  const label = wordsFor(step.locale).backToStore(step.storeName);
  return html`<a class="${isKey ? "key" : ""}" href="${step.returnUrl}">${label}</a>`;
}

/** Says why not, and leads back to the store, or to another try at `again`. */
export function refusalPage(step: PayStep, refusal: Refusal, again?: string): Response {
  const w = wordsFor(step.locale);
  const retry = again ? html`<a class="key" href="${again}">${w.again}</a>` : "";
  return showPage({
    ...frame(step),
    status: statuses[refusal],
    title: w[`${refusal}Title`],
    body: html`<p>${w[`${refusal}Text`]}</p><nav>${retry}${back(step, !again)}</nav>`,
  });
}

/** For a ticket that is none of ours: nobody knows whose shop to lead back to. */
export function unknownPage(locale: string): Response {
  const w = wordsFor(locale);
  return showPage({
    status: 404,
    locale,
    storeName: null,
    title: w.unknownTitle,
    body: html`<p>${w.unknownText}</p>`,
  });
}

/** For an error of ours. */
export function awayPage(locale: string): Response {
  const w = wordsFor(locale);
  return showPage({
    status: 503,
    locale,
    storeName: null,
    title: w.awayTitle,
    body: html`<p>${w.awayText}</p>`,
  });
}

/** Goes on to the provider's page from a host that is registered with it: by itself, or by one link. */
export function goPage(step: PayStep, url: string): Response {
  const w = wordsFor(step.locale);
  return showPage({
    ...frame(step),
    title: w.paying,
    body: html`${amount(step)}<p>${w.payingText}</p><nav><a class="key" href="${url}">${w.openPayment}</a>${back(step, false)}</nav>`,
    told: { back: step.returnUrl },
    script: goScript,
    saysOrigin: true,
  });
}

// What to do when the app does not open. The script hides it until then, so it is there where scripts are off.
function helpBody(step: PayStep, text: string): Html {
  const w = wordsFor(step.locale);
  return html`${amount(step)}<div data-help role="status"><p data-noscript>${w.noScript}</p><p>${text}</p><nav>${back(step)}</nav></div>`;
}

/** Hands the payment to WeChat's bridge by itself. */
export function bridgePage(step: PayStep, { parameters }: ClientConfirm): Response {
  const w = wordsFor(step.locale);
  return showPage({
    ...frame(step),
    title: w.paying,
    body: helpBody(step, w.noBridgeText),
    told: { back: step.returnUrl, problem: w.noBridgeTitle, parameters: JSON.stringify(parameters) },
    script: bridgeScript,
  });
}

/** In a mini program's web view: hands the payment to the mini program's page. */
export function miniProgramPage(step: PayStep, ticket: string): Response {
  const w = wordsFor(step.locale);
  return showPage({
    ...frame(step),
    title: w.paying,
    body: helpBody(step, w.noMiniProgramText),
    told: { back: step.returnUrl, problem: w.noBridgeTitle, page: `/pages/pay?ticket=${ticket}` },
    script: miniProgramScript,
  });
}
