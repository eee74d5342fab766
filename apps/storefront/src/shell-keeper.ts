import type { StoreContext } from "@hutong/db";
import { type LoadedPage, loadPage } from "@hutong/sections";

const most = 1_000;

/**
 * Keeps each store's shell (theme, layout, menus) for pages that are made for one customer, so that a checkout
 * spends no statement on its looks. Changes of its tags forget it.
 */
export class ShellKeeper {
  readonly #kept = new Map<string, LoadedPage>();

  async of(ctx: StoreContext): Promise<LoadedPage> {
    const kept = this.#kept.get(ctx.storeId);
    if (kept) return kept;
    const loaded = await loadPage(ctx, { kind: "bare" });
    this.#kept.set(ctx.storeId, loaded);
    if (this.#kept.size > most) this.#kept.delete(this.#kept.keys().next().value!);
    return loaded;
  }

  /** Forgets a store's shell where the tag is one of its own. */
  change(storeId: string, tag: string): void {
    if (tag === "theme" || tag.startsWith("menu:")) this.#kept.delete(storeId);
  }
}
