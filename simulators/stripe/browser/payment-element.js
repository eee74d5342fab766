// Inside the Payment Element's frame: draws the methods, and confirms with what was typed. Nothing typed leaves it but to
// this server.
const words = {
  en: {
    card: "Card",
    alipay: "Alipay",
    wechat_pay: "WeChat Pay",
    methods: "How to pay",
    number: "Card number",
    expiry: "Expiration date",
    cvc: "Security code",
    alipayNext: "You go to Alipay to pay, and come back here.",
    wechatNext: "A code to scan with WeChat comes next.",
    incomplete_number: "Your card number is incomplete.",
    incomplete_expiry: "Your card's expiration date is incomplete.",
    incomplete_cvc: "Your card's security code is incomplete.",
  },
  zh: {
    card: "银行卡",
    alipay: "支付宝",
    wechat_pay: "微信支付",
    methods: "怎么付",
    number: "卡号",
    expiry: "有效期",
    cvc: "安全码",
    alipayNext: "下一步到支付宝付款，付完回到这里。",
    wechatNext: "下一步用微信扫码。",
    incomplete_number: "卡号不完整。",
    incomplete_expiry: "有效期不完整。",
    incomplete_cvc: "安全码不完整。",
  },
};
const shop = { origin: "*", key: "", clientSecret: "", w: words.en };
const root = document.querySelector("main");

const tell = (message) => parent.postMessage(message, shop.origin);
const intentPath = () => `/v1/payment_intents/${shop.clientSecret.split("_secret_")[0]}`;

function tellHeight() {
  tell({ kind: "height", height: Math.ceil(root.getBoundingClientRect().height) + 8 });
}

function node(tag, more = {}, ...inner) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inner);
  return made;
}

function field(name, more) {
  const input = node("input", { id: name, name, ...more });
  input.setAttribute("aria-describedby", `${name}-fault`);
  input.addEventListener("input", () => fault(name, ""));
  const said = node("p", { id: `${name}-fault`, className: "fault" });
  return node("div", { className: name }, node("label", { htmlFor: name }, shop.w[name]), input, said);
}

function fault(name, text) {
  document.getElementById(name).toggleAttribute("aria-invalid", text !== "");
  document.getElementById(`${name}-fault`).textContent = text;
  tellHeight();
}

function cardFields() {
  const digits = { inputMode: "numeric" };
  return node(
    "div",
    { className: "card", hidden: false },
    field("number", { ...digits, autocomplete: "cc-number", placeholder: "1234 1234 1234 1234" }),
    field("expiry", { ...digits, autocomplete: "cc-exp", placeholder: "MM / YY" }),
    field("cvc", { ...digits, autocomplete: "cc-csc", placeholder: "CVC" }),
  );
}

const chosen = () => root.querySelector("[name=method]:checked").value;

function choose(next) {
  const method = chosen();
  root.querySelector(".card").hidden = method !== "card";
  next.textContent = { alipay: shop.w.alipayNext, wechat_pay: shop.w.wechatNext }[method] ?? "";
  tell({ kind: "change", complete: false, empty: false, value: { type: method } });
  tellHeight();
}

function draw(methods) {
  const next = node("p", { className: "next" });
  const radios = methods.map((method, at) =>
    node(
      "label",
      { className: "method" },
      node("input", { type: "radio", name: "method", value: method, checked: at === 0 }),
      shop.w[method],
    ),
  );
  const list = node("fieldset", {}, node("legend", {}, shop.w.methods), ...radios);
  list.hidden = methods.length === 1;
  list.addEventListener("change", () => choose(next));
  root.replaceChildren(list, cardFields(), next);
  choose(next);
}

function dress({ variables = {} } = {}) {
  const known = ["colorPrimary", "colorText", "colorDanger", "borderRadius", "fontFamily", "fontSizeBase"];
  for (const name of known)
    if (variables[name]) document.documentElement.style.setProperty(`--${name}`, variables[name]);
}

async function init({ key, clientSecret, appearance, locale }, origin) {
  Object.assign(shop, { origin, key, clientSecret });
  const isChinese = String(locale ?? navigator.language).startsWith("zh");
  shop.w = isChinese ? words.zh : words.en;
  document.documentElement.lang = isChinese ? "zh-CN" : "en";
  dress(appearance);
  const response = await fetch(
    `${intentPath()}?${new URLSearchParams({ key, client_secret: clientSecret })}`,
  );
  const body = await response.json();
  const isOpen = response.ok && body.status.startsWith("requires_");
  if (!isOpen) {
    const closed = { type: "invalid_request_error", message: "This payment is over." };
    tell({ kind: "loaderror", error: body.error ?? closed });
    return;
  }
  draw(body.payment_method_types);
  tell({ kind: "ready" });
}

function typed() {
  const text = (name) => document.getElementById(name).value.trim();
  const [month = "", year = ""] = text("expiry").split(/\s*\/\s*/);
  return { number: text("number"), exp_month: month, exp_year: year, cvc: text("cvc") };
}

/** The first thing that is not whole yet. */
function validate() {
  if (chosen() !== "card") return null;
  const { number, exp_month, exp_year, cvc } = typed();
  const checks = [
    ["number", number.replace(/\D/g, "").length >= 12],
    ["expiry", /^\d{1,2}$/.test(exp_month) && /^\d{2}(\d{2})?$/.test(exp_year)],
    ["cvc", /^\d{3,4}$/.test(cvc)],
  ];
  for (const [name, isWhole] of checks) fault(name, isWhole ? "" : shop.w[`incomplete_${name}`]);
  const first = checks.find(([, isWhole]) => !isWhole)?.[0];
  if (!first) return null;
  document.getElementById(first).focus();
  return { type: "validation_error", code: `incomplete_${first}`, message: shop.w[`incomplete_${first}`] };
}

async function confirm(returnUrl) {
  const error = validate();
  if (error) return { error };
  const method = chosen();
  const form = new URLSearchParams({ key: shop.key, client_secret: shop.clientSecret });
  form.set("payment_method_data[type]", method);
  form.set("return_url", returnUrl);
  if (method === "card")
    for (const [name, text] of Object.entries(typed())) form.set(`payment_method_data[card][${name}]`, text);
  try {
    const response = await fetch(`${intentPath()}/confirm`, { method: "POST", body: form });
    const body = await response.json();
    return response.ok ? { intent: body } : { error: body.error };
  } catch {
    return { error: { type: "api_connection_error", message: "We could not reach Stripe." } };
  }
}

async function answer({ kind, turn, ...rest }, origin) {
  if (kind === "init") await init(rest, origin);
  if (kind === "focus") root.querySelector("input:not([type=radio])")?.focus();
  if (kind === "submit") {
    const error = validate();
    tell({ kind: "answer", turn, ...(error ? { error } : { selectedPaymentMethod: chosen() }) });
  }
  if (kind === "confirm") tell({ kind: "answer", turn, ...(await confirm(rest.returnUrl)) });
}

addEventListener("message", (event) => {
  // The shop's page, and after the first word only the one that said it.
  if (event.source !== parent || (shop.origin !== "*" && event.origin !== shop.origin)) return;
  void answer(event.data, event.origin);
});
addEventListener("resize", tellHeight);
tell({ kind: "hello" });
