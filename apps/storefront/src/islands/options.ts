/** Where choosing an option leads, without asking the server for a page: the page is fetched and its parts exchanged. */
function exchange(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const parts = ["[data-product] .price", "[data-breaks]", "[data-product] form", ".sticky"];
  for (const part of parts) {
    const mine = document.querySelector(part);
    const theirs = next.querySelector(part);
    if (mine && theirs) mine.replaceWith(theirs);
  }
  const options = document.querySelectorAll("[data-option]");
  const theirs = next.querySelectorAll("[data-option]");
  options.forEach((option, index) => {
    const other = theirs[index];
    if (other) option.replaceWith(other);
  });
  const gallery = document.querySelector(".gal");
  const nextGallery = next.querySelector(".gal");
  const isOther = gallery?.querySelector("img")?.src !== nextGallery?.querySelector("img")?.src;
  if (gallery && nextGallery && isOther) gallery.replaceWith(nextGallery);
}

// Shows the choice at once; the page that follows corrects prices and what is sold out.
function mark(link: HTMLAnchorElement): void {
  const group = link.closest("[data-option]");
  if (!group) return;
  for (const other of group.querySelectorAll("a")) {
    other.classList.toggle("on", other === link);
    if (other === link) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  const chosen = group.querySelector("[data-chosen]");
  if (chosen) chosen.textContent = link.dataset.value ?? "";
}

function linkOf(group: number, value: string): HTMLAnchorElement | null {
  const options = document.querySelectorAll<HTMLElement>("[data-option]");
  const links = options[group]?.querySelectorAll<HTMLAnchorElement>("a[href]") ?? [];
  return [...links].find((link) => link.dataset.value === value) ?? null;
}

async function choose(group: number, value: string, after: (root: ParentNode) => void): Promise<void> {
  const link = linkOf(group, value);
  if (!link) return;
  mark(link);
  try {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    const quantity = document.querySelector<HTMLInputElement>("#buy [name=quantity]")?.value;
    const filled = [...document.querySelectorAll<HTMLInputElement>('#buy [name^="properties."]')];
    const isFocused = document.activeElement === link;
    exchange(html);
    history.replaceState(null, "", link.href);
    const field = document.querySelector<HTMLInputElement>("#buy [name=quantity]");
    if (field && quantity) field.value = quantity;
    for (const { name, value } of filled) {
      const same = document.querySelector<HTMLInputElement>(`#buy [name="${name}"]`);
      if (same) same.value = value;
    }
    after(document);
    if (isFocused) linkOf(group, value)?.focus({ preventScroll: true });
  } catch {
    location.href = link.href;
  }
}

let pending: Promise<void> = Promise.resolve();
let waiting = 0;

// A link leads on from what was chosen before it: whoever is quicker than the answer waits for it here.
function chooseInTurn(group: number, value: string, after: (root: ParentNode) => void): void {
  waiting += 1;
  pending = pending
    .then(() => choose(group, value, after))
    .finally(() => {
      waiting -= 1;
    });
}

// What is bought is what was chosen, also by whoever presses at once.
function buyInTurn(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (waiting === 0 || !form.matches("[data-buy]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const which =
    event.submitter instanceof HTMLButtonElement && event.submitter.name ? "[name=then]" : "[data-add]";
  void pending.then(() => {
    const button = document.querySelector<HTMLButtonElement>(`[data-buy] ${which}`);
    if (button && !button.disabled) button.form?.requestSubmit(button);
  });
}

/** Options of a product: choosing one changes price, form and address in place. */
export function options(after: (root: ParentNode) => void): void {
  if (!document.querySelector("[data-option]")) return;
  document.addEventListener("submit", buyInTurn, true);
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("[data-option] a[href]");
    const option = link?.closest("[data-option]");
    if (!link || !option) return;
    event.preventDefault();
    mark(link);
    const group = [...document.querySelectorAll("[data-option]")].indexOf(option);
    chooseInTurn(group, link.dataset.value ?? "", after);
  });
}
