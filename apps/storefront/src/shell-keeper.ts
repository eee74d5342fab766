import type { StoreContext } from "@hutong/db";
import { type LoadedPage, loadPage, type PageRequest } from "@hutong/sections";

type Shell = LoadedPage["shell"];

const most = 2_000;

/**
 * Keeps each store's shell (theme, templates, menus), so that a page spends no statement on its looks, those made for
 * one customer neither. Changes of its tags forget it.
 */
export class ShellKeeper {
  readonly #kept = new Map<string, Shell>();
  /** Changes told so far: a shell whose reading began before one may be old already, and is not kept. */
  #changes = 0;

  /** Loads a page in the store's shell, which is read along where it is not kept. */
  async load(ctx: StoreContext, request: PageRequest): Promise<LoadedPage> {
    const kept = this.#kept.get(ctx.storeId);
    if (kept) {
      this.#keep(ctx.storeId, kept);
      return loadPage(ctx, request, kept);
    }
    const changes = this.#changes;
    const loaded = await loadPage(ctx, request);
    if (changes === this.#changes) this.#keep(ctx.storeId, loaded.shell);
    return loaded;
  }

  /** The store's shell and nothing else. */
  of(ctx: StoreContext): Promise<LoadedPage> {
    return this.load(ctx, { kind: "bare" });
  }

  /** Forgets a store's shell where the tag is one of its own. */
  change(storeId: string, tag: string): void {
    if (tag !== "theme" && !tag.startsWith("menu:")) return;
    this.#changes += 1;
    this.#kept.delete(storeId);
  }

  #keep(storeId: string, shell: Shell): void {
    this.#kept.delete(storeId);
    this.#kept.set(storeId, shell);
    if (this.#kept.size > most) this.#kept.delete(this.#kept.keys().next().value!);
  }
}
