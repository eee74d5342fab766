import {
  appearanceOf,
  type Elements,
  loadStripeJs,
  type StripeConstructor,
  type StripeError,
  stripeLocale,
} from "./stripe-js.ts";

/** What the shop answers about the payment; `secret` is this customer's and stays in this script. */
interface Opened {
  readonly stage: "open" | "processing" | "unreached" | "gone";
  readonly order: string | null;
  readonly embedded: {
    readonly script: string;
    readonly parameters: { readonly publishableKey: string };
    readonly secret: string;
    readonly problem: string | null;
  } | null;
}

type Words = Readonly<
  Record<
    "loading" | "paying" | "done" | "processing" | "failed" | "unreached" | "missing" | "tryAgain",
    string
  >
>;

/** For the provider's form to be there, once its script is. */
const patienceMs = 20_000;

/** The payment on the page, and the parts that it is told with. */
class Payment {
  readonly #place: HTMLElement;
  readonly #words: Words;
  readonly #button: HTMLButtonElement;
  readonly #label: string;
  #stripe: ReturnType<StripeConstructor> | null = null;
  #elements: Elements | null = null;

  constructor(place: HTMLElement) {
    this.#place = place;
    this.#words = JSON.parse(place.dataset.words ?? "{}") as Words;
    this.#button = this.#part("[data-pay]") as HTMLButtonElement;
    this.#label = this.#button.textContent ?? "";
    this.#button.addEventListener("click", () => void (this.#elements ? this.#pay() : this.begin()));
  }

  #part(selector: string): HTMLElement {
    return this.#place.querySelector<HTMLElement>(selector)!;
  }

  /** Draws a stage: what is said, what went wrong, and whether the button can be pressed. */
  #show(stage: string, more: { said?: string; problem?: string; button?: string } = {}): void {
    const wasPaying = this.#place.dataset.stage === "paying";
    this.#place.dataset.stage = stage;
    this.#place.ariaBusy = String(stage === "loading" || stage === "paying");
    const [said, problem] = [this.#part("[data-said]"), this.#part("[data-problem]")];
    said.textContent = more.said ?? "";
    said.hidden = !more.said;
    problem.textContent = more.problem ?? "";
    problem.hidden = !more.problem;
    this.#button.textContent = more.button ?? this.#label;
    this.#button.hidden = stage === "loading" || stage === "processing" || stage === "missing";
    this.#button.disabled = stage === "paying" || stage === "done";
    // After a bank's page has closed, the keyboard would be nowhere.
    if (wasPaying && more.problem && document.activeElement === document.body) this.#button.focus();
  }

  /** The form cannot be had: the provider's own page can. */
  #offerHosted(stage: "missing" | "unreached", problem: string, button?: string): void {
    this.#elements = null;
    this.#part("[data-mount]").replaceChildren();
    this.#show(stage, { problem, ...(button ? { button } : {}) });
    this.#part("[data-hosted]").removeAttribute("data-nojs");
  }

  /** Asks the shop where the payment stands; null when the page was left for what is known now. */
  async #open(): Promise<Opened | null> {
    const response = await fetch(this.#place.dataset.embedded!, {
      method: "POST",
      headers: { accept: "application/json" },
    });
    if (!response.ok) throw new Error(`the shop answered ${response.status}`);
    const opened = (await response.json()) as Opened;
    if (opened.order) location.replace(opened.order);
    else if (opened.stage === "gone") location.replace(this.#place.dataset.return!);
    else return opened;
    return null;
  }

  async begin(): Promise<void> {
    const w = this.#words;
    this.#show("loading", { said: w.loading });
    try {
      const opened = await this.#open();
      if (opened?.stage === "processing") this.#show("processing", { said: w.processing });
      else if (opened?.embedded) await this.#draw(opened.embedded);
      else if (opened) this.#offerHosted("unreached", w.unreached, w.tryAgain);
    } catch {
      this.#offerHosted("missing", w.missing);
    }
  }

  async #draw({ script, parameters, secret, problem }: NonNullable<Opened["embedded"]>): Promise<void> {
    const construct = await loadStripeJs(script);
    this.#stripe = construct(parameters.publishableKey);
    const elements = this.#stripe.elements({
      clientSecret: secret,
      appearance: appearanceOf(document.documentElement, document.body),
      locale: stripeLocale(document.documentElement.lang),
    });
    const form = elements.create("payment");
    form.on("ready", () => {
      this.#elements = elements;
      this.#show("ready", problem ? { problem } : {});
    });
    form.on("loaderror", () => this.#offerHosted("missing", this.#words.missing));
    form.mount(this.#part("[data-mount]"));
    setTimeout(() => {
      if (this.#place.dataset.stage === "loading") this.#offerHosted("missing", this.#words.missing);
    }, patienceMs);
  }

  async #pay(): Promise<void> {
    const [stripe, elements, w] = [this.#stripe!, this.#elements!, this.#words];
    this.#show("paying", { said: w.paying });
    const { error: fault } = await elements.submit();
    if (fault) {
      // The form itself says what is not whole yet.
      this.#show("ready");
      return;
    }
    const returnUrl = new URL(this.#place.dataset.return!, location.href).href;
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: "if_required",
    });
    if (error) {
      await this.#explain(error);
      return;
    }
    this.#show("done", { said: w.done });
    location.assign(returnUrl);
  }

  // In the shop's words, by what the provider tells the shop; it may also have been paid elsewhere.
  async #explain(error: StripeError): Promise<void> {
    if (error.type === "validation_error") {
      this.#show("ready");
      return;
    }
    const opened = await this.#open().catch(() => undefined);
    if (opened === null) return;
    if (opened?.stage === "processing") this.#show("processing", { said: this.#words.processing });
    else this.#show("ready", { problem: opened?.embedded?.problem ?? error.message ?? this.#words.failed });
  }
}

const place = document.querySelector<HTMLElement>("[data-embedded]");
if (place) {
  void new Payment(place).begin();
  // Back from a bank's or wallet's page by the browser's button: what was drawn is of before.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
