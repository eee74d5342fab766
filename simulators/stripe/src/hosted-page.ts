import type { Reply } from "./incoming.ts";

/** Text inside a page. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const style = `*{box-sizing:border-box}body{margin:0;background:#fff;color:#1a1f36;font:16px/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{display:grid;grid-template-columns:1fr 1fr;min-height:100vh}.bill{background:#0a2540;color:#fff;padding:3rem 10%}.bill a{color:#cfd7df}
.amount{font-size:2.25rem;font-weight:600;margin:.25rem 0 1.5rem}.pay{padding:3rem 10%;max-width:36rem}h1{font-size:1.25rem;margin:0 0 1rem}
label{display:block;font-size:.875rem;margin:.75rem 0 .25rem}input{width:100%;min-height:44px;padding:.5rem .75rem;border:1px solid #8792a2;border-radius:6px;font:inherit}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}button{width:100%;min-height:48px;margin-top:1rem;border:0;border-radius:6px;font:inherit;font-weight:600;cursor:pointer;background:#0055de;color:#fff}
button.plain{background:#f6f8fa;color:#1a1f36;border:1px solid #8792a2}.error{color:#b3093c;border-left:3px solid #b3093c;padding:.25rem .75rem;margin:0 0 1rem}
.note{font-size:.875rem;color:#4f566b}.bill .note{color:#cfd7df}:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}.bill :focus-visible{outline-color:#fff}
@media(max-width:48rem){main{display:block}.bill,.pay{padding:1.5rem 1.25rem}}`;

/** A page in the dress of the simulated Stripe: `inner` is its sections. */
export function page(status: number, title: string, inner: string): Reply {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main>${inner}</main></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

/** A field of a form with its label; `more` is further attributes. */
export const field = (name: string, label: string, more: string) =>
  `<div><label for="${name}">${label}</label><input id="${name}" name="${name}" ${more}></div>`;

export const seeOther = (location: string): Reply => ({ status: 303, headers: { location }, body: "" });
