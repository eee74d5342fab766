import { readFileSync } from "node:fs";
import { written } from "./amounts.ts";
import type { Intent } from "./books.ts";
import { answerAsked } from "./confirming.ts";
import type { Incoming, Reply } from "./incoming.ts";
import type { Platform } from "./platform.ts";

const browserFile = (name: string) => readFileSync(new URL(`../browser/${name}`, import.meta.url), "utf8");

const frameStyle = `:root{--colorPrimary:#0055de;--colorText:#1a1f36;--colorDanger:#b3093c;--borderRadius:6px;--fontFamily:system-ui,sans-serif;--fontSizeBase:16px}
*{box-sizing:border-box;margin:0}body{color:var(--colorText);font:var(--fontSizeBase)/1.5 var(--fontFamily);background:transparent}main{padding:4px}
fieldset{border:0;padding:0;margin:0 0 14px;display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:8px}fieldset[hidden]{display:none}
legend{font-size:.875em;font-weight:600;margin-bottom:6px;padding:0}.method{display:flex;align-items:center;gap:8px;min-height:48px;padding:0 12px;border:1px solid #8b867b;border-radius:var(--borderRadius);cursor:pointer}
.method:has(:checked){border-color:var(--colorPrimary);box-shadow:inset 0 0 0 1px var(--colorPrimary);font-weight:600}.method input{accent-color:var(--colorPrimary);width:18px;height:18px}
.card{display:grid;grid-template-columns:1fr 1fr;gap:14px 12px}.card[hidden]{display:none}.number{grid-column:1/-1}.card label{display:block;font-size:.875em;font-weight:600;margin-bottom:5px}
.card input{width:100%;min-height:52px;padding:0 14px;border:1px solid #8b867b;border-radius:var(--borderRadius);font:inherit;color:inherit;background:#fff}
:focus-visible{outline:3px solid #9cc3ea}.card input[aria-invalid]{border:2px solid var(--colorDanger)}.fault{color:var(--colorDanger);font-size:.9em}.fault:not(:empty){margin-top:5px}.next:empty{display:none}`;

const askStyle = `*{box-sizing:border-box;margin:0}body{display:grid;place-items:center;min-height:100vh;padding:16px;background:rgba(10,37,64,.55);color:#1a1f36;font:16px/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{width:min(26rem,100%);padding:24px;border-radius:12px;background:#fff}h1{font-size:1.25rem;margin-bottom:8px}p{color:#4f566b}.amount{font-size:1.75rem;font-weight:600;color:inherit;margin:4px 0 8px}
button{width:100%;min-height:48px;margin-top:14px;border:0;border-radius:6px;background:#0055de;color:#fff;font:inherit;font-weight:600;cursor:pointer}button.plain{background:#f6f8fa;color:#1a1f36;border:1px solid #8792a2}:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}`;

function html(status: number, title: string, style: string, inner: string): Reply {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body>${inner}</body></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return { status, headers, body };
}

const script = (name: string): Reply => ({
  status: 200,
  headers: { "content-type": "text/javascript; charset=utf-8" },
  body: browserFile(name),
});

/** What each method asks on a page of its own. */
const questions = {
  card: {
    title: "Your bank wants to know that it is you",
    yes: "Complete authentication",
    no: "Fail authentication",
  },
  alipay: { title: "Pay with Alipay", yes: "Authorize test payment", no: "Fail test payment" },
  wechat_pay: { title: "Scan with WeChat", yes: "I scanned it and paid", no: "Give up" },
} as const;

function askPage(intent: Intent): Reply {
  const { title, yes, no } = questions[intent.asked!.method];
  const inner = `<main><h1>${title}</h1><p class="amount">${written(intent.amount, intent.currency)}</p>
<p>Simulated Stripe: no real money moves.</p><form method="post"><button name="choice" value="yes">${yes}</button>
<button class="plain" name="choice" value="no">${no}</button></form></main>`;
  return html(200, title, askStyle, inner);
}

const overPage = (status: number) =>
  html(status, "Simulated Stripe", askStyle, "<main><h1>Nothing is to be confirmed here</h1></main>");

// The frame tells the page around it, which asks how it ended; whoever that page is learns nothing else.
const answeredPage = () =>
  html(200, "Simulated Stripe", askStyle, '<script>parent.postMessage({kind:"answered"},"*")</script>');

function backTo(returnUrl: string, intent: Intent): Reply {
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.clientSecret);
  url.searchParams.set("redirect_status", intent.status === "succeeded" ? "succeeded" : "failed");
  return { status: 303, headers: { location: url.href }, body: "" };
}

function answerAsking(platform: Platform, { method, path, body }: Incoming): Reply {
  const url = new URL(path, "http://host");
  const [, door, id] = url.pathname.split("/");
  const intent = platform.books.intents.get(id ?? "");
  if (!intent || intent.clientSecret !== url.searchParams.get("client_secret")) return overPage(404);
  if (!intent.asked) return overPage(409);
  if (method !== "POST") return askPage(intent);
  const { returnUrl } = intent.asked;
  answerAsked(platform, intent, new URLSearchParams(body.toString()).get("choice") === "yes");
  return door === "redirect" ? backTo(returnUrl, intent) : answeredPage();
}

const files: Readonly<Record<string, string>> = {
  "/endive/stripe.js": "stripe.js",
  "/v3/": "stripe.js",
  "/elements/payment.js": "payment-element.js",
};
const pathOf = (path: string) => path.split("?")[0]!;

/** Whether a path is one of those that Stripe.js and its frames come from. */
export function isElementsDoor(path: string): boolean {
  return pathOf(path) in files || /^\/(?:elements|challenge|redirect)\//.test(path);
}

/** Stand-ins for Stripe.js, the Payment Element's frame, and the pages of banks and wallets. */
export function answerElements(platform: Platform, request: Incoming): Reply {
  const path = pathOf(request.path);
  const file = files[path];
  if (file) return script(file);
  if (path !== "/elements/payment") return answerAsking(platform, request);
  const inner = '<main></main><script type="module" src="/elements/payment.js"></script>';
  return html(200, "Payment Element", frameStyle, inner);
}
