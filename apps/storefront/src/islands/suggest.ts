interface Suggestion {
  readonly href: string;
  readonly title: string;
  readonly price: string;
  readonly picture: string | null;
}

/** Milliseconds without a key before the shop is asked. */
const pause = 120;

async function ask(path: string, query: string, signal: AbortSignal): Promise<Suggestion[]> {
  const address = `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams({ q: query })}`;
  const response = await fetch(address, { headers: { accept: "application/json" }, signal });
  const answer = (await response.json()) as { suggestions?: Suggestion[] };
  return answer.suggestions ?? [];
}

function itemOf({ href, title, price, picture }: Suggestion, index: number): HTMLElement {
  const item = document.createElement("a");
  item.href = href;
  item.id = `suggestion-${index}`;
  item.role = "option";
  item.tabIndex = -1;
  if (picture) {
    const image = document.createElement("img");
    image.src = picture;
    image.alt = "";
    item.append(image);
  }
  for (const [tag, text] of [
    ["span", title],
    ["small", price],
  ] as const) {
    const part = document.createElement(tag);
    part.textContent = text;
    item.append(part);
  }
  return item;
}

// The pattern of an editable combobox with a list (WAI-ARIA Authoring Practices): the focus stays in the field.
function combobox(form: HTMLFormElement, field: HTMLInputElement): void {
  const list = document.createElement("div");
  Object.assign(list, { id: "suggestions", role: "listbox", hidden: true, className: "sug" });
  list.setAttribute("aria-label", field.dataset.found ?? "");
  form.append(list);
  field.role = "combobox";
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  field.ariaExpanded = "false";
  let chosen = -1;
  let timer = 0;
  let asking = new AbortController();

  const choose = (index: number) => {
    chosen = index;
    [...list.children].forEach((item, at) => {
      item.ariaSelected = String(at === chosen);
    });
    const item = list.children[chosen];
    item?.scrollIntoView({ block: "nearest" });
    if (item) field.setAttribute("aria-activedescendant", item.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = (suggestions: readonly Suggestion[]) => {
    list.replaceChildren(...suggestions.map(itemOf));
    list.hidden = suggestions.length === 0;
    field.ariaExpanded = String(!list.hidden);
    choose(-1);
  };
  const look = async () => {
    asking.abort();
    asking = new AbortController();
    const query = field.value.trim();
    try {
      show(query ? await ask(form.dataset.suggest!, query, asking.signal) : []);
    } catch {
      // Gone on typing, or offline: the form works without.
    }
  };
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    // Letters on their way to becoming characters are looked up too: they may be pinyin.
    timer = window.setTimeout(look, (event as InputEvent).isComposing ? pause * 2 : pause);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      (list.children[chosen] as HTMLElement).click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      show([]);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) show([]);
  });
  // A link that takes the focus before it is clicked would close the list under the finger.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

/** Suggestions under the search field while somebody types. */
export function suggest(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-suggest]");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  if (form && field) combobox(form, field);
}
