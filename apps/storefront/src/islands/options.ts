/** Where choosing an option leads, without asking the server for a page: the page is fetched and its parts exchanged. */
function exchange(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const parts = ["[data-product] .price", "[data-product] form", ".sticky"];
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
  const picture = document.querySelector<HTMLImageElement>(".gal img");
  const nextPicture = next.querySelector<HTMLImageElement>(".gal img");
  if (picture && nextPicture && picture.src !== nextPicture.src) {
    picture.src = nextPicture.src;
    picture.alt = nextPicture.alt;
  }
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

let latest = 0;

async function choose(link: HTMLAnchorElement, after: (root: ParentNode) => void): Promise<void> {
  latest += 1;
  const turn = latest;
  const quantity = document.querySelector<HTMLInputElement>("#buy [name=quantity]")?.value;
  const focused = link.dataset.value;
  mark(link);
  try {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    if (turn !== latest) return;
    exchange(html);
    history.replaceState(null, "", link.href);
    const field = document.querySelector<HTMLInputElement>("#buy [name=quantity]");
    if (field && quantity) field.value = quantity;
    after(document);
    for (const one of document.querySelectorAll<HTMLAnchorElement>("[data-option] a.on")) {
      if (one.dataset.value === focused) one.focus({ preventScroll: true });
    }
  } catch {
    location.href = link.href;
  }
}

/** Options of a product: choosing one changes price, form and address in place. */
export function options(after: (root: ParentNode) => void): void {
  if (!document.querySelector("[data-option]")) return;
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("[data-option] a[href]");
    if (!link) return;
    event.preventDefault();
    void choose(link, after);
  });
}
