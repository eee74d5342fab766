import { type Cell, guest, openStore } from "@hutong/db";
import type { StoreId } from "@hutong/kernel";
import { findStoreByHost, getStore, hostName, type StoreView } from "@hutong/stores";

/** A store as its host shows it. */
export interface OpenDoor {
  readonly storeId: StoreId;
  /** As the browser wrote it, with the port. */
  readonly host: string;
  readonly store: StoreView;
}

interface KeptStore {
  readonly store: StoreView;
  until: number;
}

const freshMs = 10_000;
const most = 10_000;

/**
 * Which store lives at a host, and its settings, kept in the process: known ones are answered at once while they
 * are asked for anew, so that kept pages outlive a database that is away.
 */
export class StoreDoor {
  readonly #cell: Cell;
  readonly #report: (error: unknown) => void;
  readonly #stores = new Map<StoreId, KeptStore>();
  readonly #byHost = new Map<string, StoreId>();

  constructor(cell: Cell, report: (error: unknown) => void) {
    this.#cell = cell;
    this.#report = report;
  }

  /** The store of a host whose pages may be sent without asking anybody; null when it has to be asked for. */
  peek(host: string): StoreId | null {
    const storeId = this.#byHost.get(host);
    const kept = storeId && this.#stores.get(storeId);
    return kept && kept.until > performance.now() ? storeId : null;
  }

  /** The store of a host, or null for a host that nobody has. */
  async find(host: string): Promise<OpenDoor | null> {
    if (hostName(host) === null) return null;
    const found = await findStoreByHost(this.#cell, host);
    if (!found) {
      this.#byHost.delete(host);
      return null;
    }
    const store = await this.#storeOf(found.storeId);
    this.#keepHost(host, found.storeId);
    return { storeId: found.storeId, host, store };
  }

  /** Forgets a store's settings, after a change. */
  forget(storeId: string): void {
    const kept = this.#stores.get(storeId as StoreId);
    if (kept) kept.until = 0;
  }

  async #storeOf(storeId: StoreId): Promise<StoreView> {
    const kept = this.#stores.get(storeId);
    if (kept && kept.until > performance.now()) return kept.store;
    try {
      const store = await getStore(openStore(this.#cell, storeId, { actor: guest, locale: "en" }));
      this.#stores.delete(storeId);
      this.#stores.set(storeId, { store, until: performance.now() + freshMs });
      if (this.#stores.size > most) this.#stores.delete(this.#stores.keys().next().value!);
      return store;
    } catch (error) {
      if (!kept) throw error;
      this.#report(error);
      kept.until = performance.now() + 1_000;
      return kept.store;
    }
  }

  #keepHost(host: string, storeId: StoreId): void {
    this.#byHost.delete(host);
    this.#byHost.set(host, storeId);
    if (this.#byHost.size > most) this.#byHost.delete(this.#byHost.keys().next().value!);
  }
}
