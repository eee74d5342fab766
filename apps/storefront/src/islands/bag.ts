interface CartAnswer {
  readonly count: number;
  readonly html: string | null;
  readonly problem?: { readonly message: string } | null;
}

const json = { accept: "application/json" };

function bagLink(): HTMLAnchorElement | null {
  return document.querySelector<HTMLAnchorElement>("[data-bag]");
}

/** Path of the bag in the page's language: "/cart" or "/en/cart". */
function cartPath(): string {
  return bagLink()?.pathname ?? "/cart";
}

function showCount(count: number): void {
  for (const badge of document.querySelectorAll<HTMLElement>("[data-bag-count]")) {
    badge.textContent = String(count);
    badge.hidden = count === 0;
  }
}

let drawer: HTMLDialogElement | null = null;

function makeDrawer(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  const link = bagLink();
  dialog.className = "drawer";
  const name = link?.querySelector("span")?.textContent ?? "";
  dialog.setAttribute("aria-label", name);
  const close = document.createElement("button");
  close.className = "ib shut";
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", "×");
  close.addEventListener("click", () => dialog.close());
  const title = document.createElement("h2");
  title.textContent = name;
  const body = document.createElement("div");
  body.dataset.cart = "";
  dialog.append(close, title, body);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

// The markup is our own server's, made of escaped texts, from the same origin.
function fill(place: Element, answer: CartAnswer): void {
  if (answer.html !== null) place.innerHTML = answer.html;
  steppers(place);
}

async function ask(path: string, form?: FormData): Promise<CartAnswer | null> {
  try {
    const body = form ? new URLSearchParams(form as unknown as Record<string, string>) : undefined;
    const response = await fetch(path, body ? { method: "POST", headers: json, body } : { headers: json });
    return (await response.json()) as CartAnswer;
  } catch {
    return null;
  }
}

/** Opens the drawer with what is in the bag now. */
async function openDrawer(problem?: string): Promise<void> {
  const answer = await ask(`${cartPath()}.json?whole=1`);
  if (!answer) {
    location.href = cartPath();
    return;
  }
  drawer ??= makeDrawer();
  fill(drawer.querySelector("[data-cart]")!, answer);
  if (problem) {
    const alert = document.createElement("p");
    alert.className = "alert";
    alert.setAttribute("role", "alert");
    alert.textContent = problem;
    drawer.querySelector("[data-cart]")!.prepend(alert);
  }
  showCount(answer.count);
  if (!drawer.open) drawer.showModal();
}

async function addFrom(form: HTMLFormElement): Promise<void> {
  const answer = await ask(new URL(form.action).pathname, new FormData(form));
  if (!answer) {
    form.submit();
    return;
  }
  await openDrawer(answer.problem?.message);
}

async function updateFrom(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const data = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) data.set(submitter.name, submitter.value);
  const answer = await ask(new URL(form.action).pathname, data);
  const place = form.closest("[data-cart]");
  if (!answer || !place) {
    form.submit();
    return;
  }
  showCount(answer.count);
  const whole = answer.html === null ? await ask(`${cartPath()}.json?whole=1`) : answer;
  if (whole) fill(place, { ...whole, html: whole.html ?? "" });
  if (answer.count === 0 && !drawer?.open) location.reload();
}

function stepButton(field: HTMLInputElement, by: number): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = by < 0 ? "−" : "+";
  const label = field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent?.trim() ?? "";
  button.setAttribute("aria-label", `${label} ${by < 0 ? "−1" : "+1"}`);
  button.addEventListener("click", () => {
    const next = Math.max(Number(field.min), Math.min(Number(field.max), Number(field.value) + by));
    field.value = String(next);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return button;
}

/** Gives number fields their − and +. */
export function steppers(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-stepper]:not([data-on])")) {
    const field = box.querySelector("input");
    if (!field) continue;
    box.dataset.on = "";
    box.prepend(stepButton(field, -1));
    box.append(stepButton(field, 1));
  }
}

/** Bag: count in the header, adding without leaving the page, the drawer. */
export function bag(): void {
  steppers(document);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const submitter = (event as SubmitEvent).submitter;
    if (
      form.matches("[data-buy]") &&
      !(submitter instanceof HTMLButtonElement && submitter.name === "then")
    ) {
      event.preventDefault();
      void addFrom(form);
    }
    if (form.matches("[data-line]")) {
      event.preventDefault();
      void updateFrom(form, submitter);
    }
  });
  document.addEventListener("change", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("[data-line]");
    if (form) form.requestSubmit(form.querySelector<HTMLElement>("[data-update]"));
  });
  bagLink()?.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || location.pathname === cartPath()) return;
    event.preventDefault();
    void openDrawer();
  });
  void ask(`${cartPath()}.json`).then((answer) => {
    if (answer) showCount(answer.count);
  });
}
