import { drawPlace, levels } from "./fields.ts";

const areaOf = (part: Element) => part.closest("form")?.querySelector<HTMLElement>("[data-area]") ?? null;

async function choose(area: HTMLElement): Promise<void> {
  try {
    const { AreaDialog } = await import("./area-dialog.ts");
    await new AreaDialog(area).open();
  } catch {
    // Without network there are no lists: the fields are there to type in.
    area.classList.add("open");
    area.querySelector<HTMLElement>("select, input")?.focus();
  }
}

async function fill(box: HTMLElement, text: string): Promise<void> {
  const area = areaOf(box);
  const status = box.querySelector("[role=status]");
  if (!area || !status || text.trim() === "") return;
  try {
    const { fillFrom } = await import("./paste.ts");
    status.textContent = box.dataset[await fillFrom(text, area)] ?? "";
  } catch {
    status.textContent = box.dataset.none ?? "";
  }
}

// Many browsers on phones let no page read what was copied: then it is pasted by hand.
async function paste(box: HTMLElement): Promise<void> {
  const field = box.querySelector("textarea");
  if (!field) return;
  const text = await navigator.clipboard?.readText?.().catch(() => "");
  if (text) {
    field.value = text;
    box.classList.add("open");
    return fill(box, text);
  }
  box.classList.add("open");
  field.focus();
}

/** Chinese addresses: lists of 省, 市 and 区县 behind one button, and a pasted line taken apart. Fetched when they are asked for. */
export function chinaAddress(): void {
  if (typeof HTMLDialogElement === "undefined") return;
  // From here on the style shows the button in place of the fields.
  document.documentElement.classList.add("areas");
  document.addEventListener("click", ({ target }) => {
    const act = (target as Element).closest<HTMLElement>("[data-act]");
    const area = act && areaOf(act);
    if (!act || !area) return;
    if (act.dataset.act === "choose") void choose(area);
    if (act.dataset.act === "list") area.classList.remove("open");
    if (act.dataset.act === "paste") void paste(act.closest<HTMLElement>("[data-paste]")!);
  });
  document.addEventListener("input", ({ target }) => {
    const field = target as HTMLElement;
    const box = field.closest<HTMLElement>("[data-paste]");
    if (box && field instanceof HTMLTextAreaElement) void fill(box, field.value);
  });
  document.addEventListener("change", ({ target }) => {
    const { name } = target as HTMLInputElement;
    const area = levels.some((level) => level === name) ? areaOf(target as Element) : null;
    if (area) drawPlace(area);
  });
  if (document.activeElement === document.body && document.getElementById("area-fault"))
    document.getElementById("area")?.focus();
}
