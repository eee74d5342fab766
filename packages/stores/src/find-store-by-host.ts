import { type Cell, readPlatform, sql } from "@hutong/db";
import type { StoreId } from "@hutong/kernel";
import { hostName } from "./host-name.ts";

/** The store that lives at a host. */
export interface HostedStore {
  readonly storeId: StoreId;
  readonly handle: string;
  readonly host: string;
  readonly isPrimary: boolean;
}

interface Kept {
  readonly store: HostedStore | null;
  readonly until: number;
  asked: Promise<HostedStore | null> | null;
}

const freshMs = 5_000;
const strangerMs = 1_000;
const bound = 10_000;

/** Hosts already looked up; strangers are kept apart, so that a flood of made-up names pushes nobody out. */
class HostCache {
  readonly #cell: Cell;
  readonly #stores = new Map<string, Kept>();
  readonly #strangers = new Map<string, Kept>();

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  find(host: string): Promise<HostedStore | null> | HostedStore | null {
    const kept = this.#stores.get(host) ?? this.#strangers.get(host);
    if (kept && kept.until > performance.now()) return kept.store;
    if (kept?.asked) return kept.store ?? kept.asked;
    const asked = this.#ask(host);
    if (!kept?.store) {
      this.#keep(this.#strangers, host, { store: null, until: 0, asked });
      return asked;
    }
    // A known store is answered at once while it is asked for anew, and while the database is away.
    kept.asked = asked
      .catch(() => kept.store)
      .finally(() => {
        kept.asked = null;
      });
    return kept.store;
  }

  async #ask(host: string): Promise<HostedStore | null> {
    try {
      const [rows] = await readPlatform(
        this.#cell,
        sql<{ store_id: StoreId; handle: string; is_primary: boolean }>`
          select d.store_id, d.handle, h.is_primary from store_hosts h
          join store_directory d on d.store_id = h.store_id
          where h.host = ${host} and h.verified_at is not null`,
      );
      const row = rows[0];
      const store = row
        ? { storeId: row.store_id, handle: row.handle, host, isPrimary: row.is_primary }
        : null;
      this.#strangers.delete(host);
      if (!store) this.#stores.delete(host);
      const until = performance.now() + (store ? freshMs : strangerMs);
      this.#keep(store ? this.#stores : this.#strangers, host, { store, until, asked: null });
      return store;
    } catch (error) {
      this.#strangers.delete(host);
      throw error;
    }
  }

  #keep(map: Map<string, Kept>, host: string, kept: Kept): void {
    map.delete(host);
    map.set(host, kept);
    if (map.size > bound) map.delete(map.keys().next().value!);
  }
}

const caches = new WeakMap<Cell, HostCache>();

/**
 * The store of a verified host ("demo.localhost:3001", with or without a port), or null. Kept for five seconds in
 * the process; one second for a host that nobody has.
 */
export async function findStoreByHost(cell: Cell, host: string): Promise<HostedStore | null> {
  const name = hostName(host);
  if (!name) return null;
  let cache = caches.get(cell);
  if (!cache) {
    cache = new HostCache(cell);
    caches.set(cell, cache);
  }
  return cache.find(name);
}
