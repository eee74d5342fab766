import areas from "virtual:china/areas";
import type { ProvinceAreas } from "@hutong/pricing/china";
import { levels, type Place, placeIn, typeIn } from "./fields.ts";

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), given);
}

const button = (text: string, className = "") =>
  element("button", { type: "button", textContent: text, className });

// Arrows walk through the list, as they do in a select.
function walk(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
}

/**
 * Lets the customer choose 省, 市 and 区县 one after the other from lists, and types what they chose into the fields. Only the lists of
 * one province are fetched.
 */
export class AreaDialog {
  readonly #area: HTMLElement;
  readonly #dialog = element("dialog", { className: "area-list" });
  readonly #path = element("div", { className: "path" });
  readonly #list = element("ul", { lang: "zh-CN" });
  #place: Place;
  #cities: ProvinceAreas = [];

  constructor(area: HTMLElement) {
    this.#area = area;
    this.#place = placeIn(area);
    const { title = "", close = "", typed = "" } = area.dataset;
    const head = element("div", { className: "hd" });
    const shut = button("", "x");
    shut.ariaLabel = close;
    shut.append(element("span", { ariaHidden: "true", textContent: "×" }));
    shut.onclick = () => this.#dialog.close();
    head.append(element("h2", { textContent: title }), shut);
    const byHand = button(typed, "sm");
    byHand.onclick = () => {
      this.#dialog.close();
      area.classList.add("open");
      area.querySelector<HTMLElement>("#city")?.focus();
    };
    this.#dialog.ariaLabel = title;
    this.#list.onkeydown = walk;
    this.#dialog.append(head, this.#path, this.#list, byHand);
    // A press beside the sheet closes it.
    this.#dialog.onclick = ({ target }) => target === this.#dialog && this.#dialog.close();
    this.#dialog.onclose = () => this.#dialog.remove();
  }

  async open(): Promise<void> {
    if (this.#place.province) await this.#fetch();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    const { province, city } = this.#place;
    const isKnown = this.#cities.some(([name]) => name === city);
    this.#show(!province || this.#cities.length === 0 ? 0 : isKnown && this.#districts().length > 0 ? 2 : 1);
  }

  async #fetch(): Promise<void> {
    const load = areas[this.#place.province];
    this.#cities = load ? (await load()).default : [];
  }

  #districts(): readonly string[] {
    return this.#cities.find(([city]) => city === this.#place.city)?.[1] ?? [];
  }

  #names(level: number): readonly string[] {
    if (level === 0) return Object.keys(areas);
    return level === 1 ? this.#cities.map(([city]) => city) : this.#districts();
  }

  #show(level: number): void {
    const steps = levels.slice(0, level + 1).map((name, at) => {
      const step = button(this.#place[name] || (this.#area.dataset.choose ?? ""));
      if (at === level) step.ariaCurrent = "step";
      step.onclick = () => this.#show(at);
      return step;
    });
    this.#path.replaceChildren(...steps);
    const chosen = this.#place[levels[level]!];
    this.#list.replaceChildren(
      ...this.#names(level).map((name) => {
        const item = element("li");
        const choice = button(name);
        choice.ariaPressed = String(name === chosen);
        choice.onclick = () => void this.#choose(level, name);
        item.append(choice);
        return item;
      }),
    );
    const first =
      this.#list.querySelector<HTMLElement>("[aria-pressed=true]") ?? this.#list.querySelector("button");
    first?.focus();
    first?.scrollIntoView({ block: "nearest" });
  }

  async #choose(level: number, name: string): Promise<void> {
    const above = levels.slice(0, level).map((one) => [one, this.#place[one]]);
    this.#place = {
      province: "",
      city: "",
      district: "",
      ...Object.fromEntries(above),
      [levels[level]!]: name,
    };
    if (level === 0) {
      try {
        await this.#fetch();
      } catch {
        return this.#giveUp();
      }
      if (this.#cities.length !== 1) return this.#show(1);
      this.#place.city = this.#cities[0]![0];
    }
    if (level < 2 && this.#districts().length > 0) return this.#show(2);
    this.#finish();
  }

  // The network went away: what is chosen stays, and the rest is typed.
  #giveUp(): void {
    this.#area.classList.add("open");
    this.#finish();
  }

  #finish(): void {
    typeIn(this.#area, this.#place);
    this.#dialog.close();
  }
}
