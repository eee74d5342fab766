import { type Art, arts } from "../parts/arts.ts";
import type { Found, NamedProduct } from "../section.ts";
import type { HeroSettings } from "./settings.ts";

export interface HeroLoaded {
  readonly art: Art | null;
  readonly product: NamedProduct | null;
}

/** The drawing and the product it names. */
export function loadHero(settings: HeroSettings, found: Found): HeroLoaded {
  return { art: arts[settings.art] ?? null, product: found.products.get(settings.product) ?? null };
}
