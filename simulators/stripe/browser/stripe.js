// Stands in for Stripe.js on a shop's page: the parts that the Payment Element needs, by the names that docs.stripe.com/js
// gives them. What is typed stays in frames of this server's origin.
(() => {
  const { origin } = new URL(document.currentScript.src);

  const idOf = (secret) => String(secret).split("_secret_")[0];

  /** Looks at an intent as a browser may. */
  async function retrieve(key, clientSecret) {
    const query = new URLSearchParams({ key, client_secret: clientSecret });
    try {
      const response = await fetch(`${origin}/v1/payment_intents/${idOf(clientSecret)}?${query}`);
      const body = await response.json();
      return response.ok ? { paymentIntent: body } : { error: body.error };
    } catch {
      return { error: { type: "api_connection_error", message: "We could not reach Stripe." } };
    }
  }

  function frameOf(path, title) {
    const frame = document.createElement("iframe");
    frame.src = `${origin}${path}`;
    frame.title = title;
    frame.allow = "payment *";
    Object.assign(frame.style, { border: "0", width: "100%", display: "block" });
    return frame;
  }

  /** Calls `heard` with each message that a frame of ours sends, until it is stopped. */
  function listen(frame, heard) {
    const on = (event) => {
      if (event.origin === origin && event.source === frame.contentWindow) heard(event.data);
    };
    addEventListener("message", on);
    return () => removeEventListener("message", on);
  }

  /** A bank's or wallet's own page over the shop's, until the customer has answered. */
  function challenge(url) {
    return new Promise((resolve) => {
      const frame = frameOf(url.slice(origin.length), "Confirm your payment");
      Object.assign(frame.style, { position: "fixed", inset: "0", height: "100%", zIndex: "2147483647" });
      const stop = listen(frame, (message) => {
        if (message.kind !== "answered") return;
        stop();
        frame.remove();
        resolve();
      });
      document.body.append(frame);
      frame.focus();
    });
  }

  function element(key, group) {
    const handlers = {};
    const waiting = new Map();
    const tell = (name, event = {}) => {
      for (const handler of handlers[name] ?? []) handler({ elementType: "payment", ...event });
    };
    let frame;
    let turn = 0;
    const heard = ({ kind, turn: answered, ...rest }) => {
      if (kind === "hello") frame.contentWindow.postMessage({ kind: "init", key, ...group }, origin);
      if (kind === "height") frame.style.height = `${rest.height}px`;
      if (kind === "ready" || kind === "loaderror" || kind === "change") tell(kind, rest);
      waiting.get(answered)?.(rest);
      waiting.delete(answered);
    };
    return {
      on(name, handler) {
        handlers[name] = [...(handlers[name] ?? []), handler];
        return this;
      },
      mount(where) {
        const place = typeof where === "string" ? document.querySelector(where) : where;
        frame = frameOf("/elements/payment", "Secure payment input frame");
        // Room for the focus's outline, which the frame would cut off.
        Object.assign(frame.style, { width: "calc(100% + 8px)", margin: "-4px" });
        listen(frame, heard);
        place.replaceChildren(frame);
      },
      unmount: () => frame?.remove(),
      destroy: () => frame?.remove(),
      focus: () => frame?.contentWindow.postMessage({ kind: "focus" }, origin),
      /** Asks the frame, which alone knows what was typed. */
      ask(kind, more = {}) {
        turn += 1;
        const mine = turn;
        return new Promise((resolve) => {
          waiting.set(mine, resolve);
          frame.contentWindow.postMessage({ kind, turn: mine, ...more }, origin);
        });
      },
    };
  }

  // Where the customer stands after the bank, the wallet or nobody was asked.
  async function settled(key, clientSecret) {
    const { paymentIntent, error } = await retrieve(key, clientSecret);
    if (error) return { error };
    if (paymentIntent.status === "requires_payment_method")
      return { error: { ...paymentIntent.last_payment_error, payment_intent: paymentIntent } };
    return { paymentIntent };
  }

  function backWith(returnUrl, clientSecret) {
    const url = new URL(returnUrl);
    url.searchParams.set("payment_intent", idOf(clientSecret));
    url.searchParams.set("payment_intent_client_secret", clientSecret);
    url.searchParams.set("redirect_status", "succeeded");
    location.assign(url);
    return new Promise(() => {});
  }

  async function confirmPayment(key, { elements, confirmParams, redirect }) {
    const { clientSecret } = elements.group;
    const returnUrl = confirmParams?.return_url;
    if (!elements.element) throw new Error("No element was mounted.");
    const told = await elements.element.ask("confirm", { returnUrl });
    if (told.error) return { error: told.error };
    const action = told.intent.next_action;
    if (action?.type === "alipay_handle_redirect") {
      location.assign(action.alipay_handle_redirect.url);
      return await new Promise(() => {});
    }
    if (action?.type === "use_stripe_sdk") await challenge(action.use_stripe_sdk.stripe_js);
    if (action?.type === "wechat_pay_display_qr_code")
      await challenge(action.wechat_pay_display_qr_code.hosted_instructions_url);
    const result = await settled(key, clientSecret);
    if (result.error || redirect === "if_required") return result;
    return await backWith(returnUrl, clientSecret);
  }

  window.Stripe = (key) => {
    if (!/^pk_(test|live)_/.test(key)) throw new Error(`Invalid publishable key: ${key}`);
    return {
      elements(group) {
        const elements = {
          group,
          element: null,
          create(type) {
            if (type !== "payment") throw new Error(`The element ${type} is not played here.`);
            elements.element = element(key, group);
            return elements.element;
          },
          getElement: () => elements.element,
          submit: async () => await elements.element.ask("submit"),
        };
        return elements;
      },
      confirmPayment: (options) => confirmPayment(key, options),
      retrievePaymentIntent: (clientSecret) => retrieve(key, clientSecret),
    };
  };
})();
