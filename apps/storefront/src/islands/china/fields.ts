type Field = HTMLInputElement | HTMLSelectElement;

/** Fields of a place, from the widest down. */
export const levels = ["province", "city", "district"] as const;
export type Place = Record<(typeof levels)[number], string>;

/** A field of the address's form by name. */
export function fieldOf(area: HTMLElement, name: string): Field | null {
  return area.closest("form")?.elements.namedItem(name) as Field | null;
}

/** What the fields say now. */
export function placeIn(area: HTMLElement): Place {
  return Object.fromEntries(levels.map((level) => [level, fieldOf(area, level)?.value ?? ""])) as Place;
}

/** Writes on the button what the fields say. */
export function drawPlace(area: HTMLElement): void {
  const { province, city, district } = placeIn(area);
  const names = [province, city === province ? "" : city, district].filter(Boolean);
  const value = area.querySelector("[data-value]");
  if (value) value.textContent = names.join(" ") || (area.dataset.choose ?? "");
}

/** Types into fields as a person would: what listens to them hears of it, of the last one as a change. */
export function typeIn(area: HTMLElement, values: Readonly<Record<string, string>>): void {
  const typed = Object.entries(values).flatMap(([name, text]) => {
    const field = fieldOf(area, name);
    if (!field) return [];
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return [field];
  });
  area.querySelector("#area-fault")?.remove();
  area.querySelector("#area")?.removeAttribute("aria-invalid");
  drawPlace(area);
  typed.at(-1)?.dispatchEvent(new Event("change", { bubbles: true }));
}
