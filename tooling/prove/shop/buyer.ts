import { type Answer, Browser } from "./browser.ts";
import { codeOf, fieldsOf } from "./form.ts";

/** An answer that no step of a checkout expects. */
export class Unexpected extends Error {
  readonly status: number;
  constructor(step: string, answer: Answer) {
    super(`${step} answered ${answer.status} ${codeOf(answer.body) ?? answer.location ?? ""}`);
    this.status = answer.status;
  }
}

/** The filled form whose button says "pay"; sent again, it must lead to the same order. */
export interface PayForm {
  readonly fields: Record<string, string>;
}

export type Paid =
  | { readonly kind: "placed"; readonly orderRef: string }
  /** To the provider's page, or to the page that waits for it. */
  | { readonly kind: "redirect"; readonly url: string }
  | { readonly kind: "refused"; readonly status: number; readonly code: string };

const address = {
  country: "CN",
  name: "林若水",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "交道口南大街 1 号",
  line2: "",
  postcode: "",
};

/** One guest of a shop, who fills in forms as a browser without JavaScript sends them. */
export class Buyer {
  readonly browser: Browser;
  readonly number: number;

  constructor(host: string, port: number, number: number) {
    this.browser = new Browser(host, port);
    this.number = number;
  }

  /** Puts goods into a new cart, opens the checkout and saves the details: one press away from paying. */
  async prepare(variantId: string, account: string, quantity = 1): Promise<PayForm> {
    const filled = await this.fillIn(variantId, account, quantity);
    const saved = await this.browser.post("/checkout/details", filled.fields);
    if (saved.status !== 200 || codeOf(saved.body)) throw new Unexpected("saving details", saved);
    const fields: Record<string, string> = { ...fieldsOf(saved.body), account };
    if (!fields.checkout || !fields.key) throw new Unexpected("the page with the pay button", saved);
    return { fields };
  }

  /** The same without saving: paying it saves the details in the same step. */
  async fillIn(variantId: string, account: string, quantity = 1): Promise<PayForm> {
    const { browser } = this;
    const added = await browser.post("/cart/add", { variant: variantId, quantity: String(quantity) });
    if (added.status !== 303) throw new Unexpected("adding", added);
    const opened = await browser.get("/checkout");
    if (opened.status !== 200) throw new Unexpected("the checkout page", opened);
    const contact = { email: `buyer-${this.number}@example.com`, phone: "13800138000", note: "" };
    const fields: Record<string, string> = { ...fieldsOf(opened.body), ...address, ...contact, account };
    if (!fields.key || !fields.total) throw new Unexpected("the page with the pay button", opened);
    return { fields };
  }

  /** Presses "pay". Throws `Unexpected` on a server error; no answer at all rejects. */
  async pay({ fields }: PayForm): Promise<Paid> {
    const answer = await this.browser.post("/checkout/pay", fields);
    if (answer.status === 303 && answer.location) {
      const ref = orderIn(answer.location);
      return ref ? { kind: "placed", orderRef: ref } : { kind: "redirect", url: answer.location };
    }
    if (answer.status >= 500) throw new Unexpected("paying", answer);
    return { kind: "refused", status: answer.status, code: codeOf(answer.body) ?? "" };
  }

  /** Comes back from the bank's page, which has the shop ask the bank. */
  async comeBack(url: string): Promise<boolean> {
    const { pathname, search } = new URL(url);
    const answer = await this.browser.get(pathname + search);
    if (answer.status >= 500) throw new Unexpected("coming back", answer);
    return true;
  }

  /** Looks at the waiting page once: the order it leads to, or null. */
  async waited(checkout: string): Promise<string | null> {
    const answer = await this.browser.get(`/checkout/${checkout}/waiting`);
    if (answer.status >= 500) throw new Unexpected("waiting", answer);
    return answer.location ? orderIn(answer.location) : null;
  }

  /** Reads the order page; its number, when the page is there. */
  async orderNumber(ref: string): Promise<string | null> {
    const answer = await this.browser.get(`/orders/${ref}`);
    if (answer.status >= 500) throw new Unexpected("the order page", answer);
    return answer.status === 200
      ? (/\b1\d{3,}\b/.exec(answer.body.replace(/<[^>]*>/g, " "))?.[0] ?? null)
      : null;
  }

  leave(): void {
    this.browser.close();
  }
}

function orderIn(location: string): string | null {
  return /\/orders\/([\w-]+)/.exec(location)?.[1] ?? null;
}
