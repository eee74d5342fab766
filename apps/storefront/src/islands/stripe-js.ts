/** The parts of Stripe.js that are used here (docs.stripe.com/js; types of @stripe/stripe-js 10.2.1). */
export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
}

interface PaymentElement {
  on(event: "ready", heard: () => void): void;
  on(event: "loaderror", heard: (event: { readonly error: StripeError }) => void): void;
  mount(place: HTMLElement): void;
  destroy(): void;
}

export interface Elements {
  create(type: "payment", options?: object): PaymentElement;
  submit(): Promise<{ readonly error?: StripeError }>;
}

interface Stripe {
  elements(options: { clientSecret: string; appearance: object; locale: string }): Elements;
  confirmPayment(options: {
    elements: Elements;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<{ readonly error?: StripeError; readonly paymentIntent?: { readonly status: string } }>;
}

export type StripeConstructor = (publishableKey: string) => Stripe;

const patienceMs = 15_000;

/** Loads Stripe's script from where it has to come from. Rejects when it does not come in time. */
export function loadStripeJs(address: string): Promise<StripeConstructor> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => reject(new Error("Stripe.js did not load"));
    script.src = address;
    script.onerror = fail;
    script.onload = () => {
      const { Stripe } = window as { Stripe?: StripeConstructor };
      if (Stripe) resolve(Stripe);
      else fail();
    };
    document.head.append(script);
    setTimeout(fail, patienceMs);
  });
}

/** Stripe's name of the page's language; those it does not know are its own to choose. */
export function stripeLocale(language: string): string {
  return language === "zh-CN" ? "zh" : language || "auto";
}

/** The theme's tokens, as Stripe's form takes them. */
export function appearanceOf(root: HTMLElement, body: HTMLElement): object {
  const styles = getComputedStyle(root);
  const token = (name: string) => styles.getPropertyValue(name).trim();
  const { fontSize, fontFamily } = getComputedStyle(body);
  const isSquare = root.classList.contains("theme-street");
  return {
    theme: "stripe",
    variables: {
      colorPrimary: token("--ink"),
      colorText: token("--ink"),
      colorTextSecondary: token("--ink-2"),
      colorDanger: token("--bad"),
      colorBackground: "#ffffff",
      borderRadius: isSquare ? "0px" : token("--r"),
      fontFamily,
      fontSizeBase: fontSize,
    },
  };
}
