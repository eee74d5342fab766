const needed = ["name", "province", "city", "line1"];
const placeFields = ["province", "city", "district", "postcode"];
const sums = '[data-part="pay"], [data-part="sums"], [data-part="due"]';
const pauseMs = 400;

function isComplete(form: HTMLFormElement): boolean {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null;
  const value = (name: string) => field(name)?.value.trim() ?? "";
  // A field that the form does not have is not asked for; a province that is typed may not be needed.
  const isThere = (name: string) => {
    const one = field(name);
    return (
      !one || one.type === "hidden" || value(name) !== "" || (name === "province" && one.matches("input"))
    );
  };
  return needed.every(isThere) && (value("phone") !== "" || value("email") !== "");
}

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const typedFields =
  "input[name]:not([type=hidden], [type=radio]), textarea[name], select[name]:not([data-country])";

function selectorOf(element: Element): string {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element instanceof HTMLInputElement) return `[name="${element.name}"][value="${element.value}"]`;
  return element.hasAttribute("data-pay") ? "[data-pay]" : "[data-save]";
}

/** What was typed or chosen while the answer was under way stays, and so does the place where one is. */
function carryOver(mine: Element, theirs: Element, sent: URLSearchParams): () => void {
  for (const field of mine.querySelectorAll<Typed>(typedFields)) {
    const next = theirs.querySelector<Typed>(`[name="${field.name}"]`);
    if (next && field.value !== sent.get(field.name)) next.value = field.value;
  }
  for (const choice of mine.querySelectorAll<HTMLInputElement>("input[type=radio]:checked")) {
    const next = theirs.querySelector<HTMLInputElement>(`[name="${choice.name}"][value="${choice.value}"]`);
    if (next && choice.value !== sent.get(choice.name)) next.checked = true;
  }
  if (mine.querySelector(".why[open]")) theirs.querySelector(".why")?.setAttribute("open", "");
  const { activeElement } = document;
  if (!activeElement || !mine.contains(activeElement)) return () => {};
  const same = selectorOf(activeElement);
  return () => document.querySelector<HTMLElement>(same)?.focus({ preventScroll: true });
}

function exchange(html: string, selector: string, sent: URLSearchParams): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  for (const part of document.querySelectorAll(selector)) {
    const name = part.getAttribute("data-part");
    const theirs = next.querySelector(`[data-part="${name}"]`);
    if (!theirs) continue;
    const focusAgain = carryOver(part, theirs, sent);
    part.replaceWith(theirs);
    focusAgain();
  }
}

/** A field that is being put right no longer says what was wrong with it. */
function clearFault(field: HTMLElement): void {
  field.removeAttribute("aria-invalid");
  document.getElementById(`${field.id}-fault`)?.remove();
  if (!document.querySelector(".em")) document.querySelector(".alert[data-code=details_invalid]")?.remove();
}

let latest = 0;
/** Parts that an answer was to bring which came too late, or not at all: the next one brings them. */
let owed: string[] = [];

/** Sends what is typed and exchanges parts of the page for the answer's; quietly, since the button still works. */
async function send(form: HTMLFormElement, extra: Record<string, string>, parts: string): Promise<void> {
  latest += 1;
  const turn = latest;
  owed.push(parts);
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  // A discount code is put in by its button alone: one that is refused must not keep the rest from being saved.
  body.delete("code");
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  try {
    const response = await fetch(form.action, { method: "POST", body });
    if (!response.ok || turn !== latest) return;
    const html = await response.text();
    if (turn !== latest) return;
    const all = owed.join(", ");
    owed = [];
    exchange(html, all, body);
  } catch {
    // Offline: what was typed stays, and the button sends it later.
  }
}

/** Checkout: another country brings its own form at once; a complete form is saved and summed up as one goes. */
export function checkoutForm(): void {
  const form = document.querySelector<HTMLFormElement>("[data-checkout]");
  if (!form) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-country]") || field.name === "delivery") {
      void send(form, { change: field.name }, "[data-part]");
      return;
    }
    // Another place has other rates, and its sums are shown before anything is saved.
    if (placeFields.includes(field.name)) {
      clearTimeout(timer);
      void send(
        form,
        { change: "address" },
        `[data-part="rates"], [data-part="cities"], [data-part="districts"], ${sums}`,
      );
      return;
    }
    const isChoice = field.name === "shippingRateId";
    if (["account", "code"].includes(field.name) || !(isChoice || isComplete(form))) return;
    const extra: Record<string, string> = isComplete(form) ? {} : { change: "delivery" };
    clearTimeout(timer);
    timer = setTimeout(() => void send(form, { ...extra, quiet: "1" }, sums), pauseMs);
  });
  form.addEventListener("input", (event) => clearFault(event.target as HTMLElement));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    // After the form was read: a second press must not send it again.
    setTimeout(() => {
      for (const button of form.querySelectorAll<HTMLButtonElement>("button[type=submit]"))
        button.disabled = true;
    });
  });
  addEventListener("pageshow", () => {
    for (const button of form.querySelectorAll<HTMLButtonElement>("button[type=submit]"))
      button.disabled = false;
  });
}
