import { type Cell, guest, openStore, readTogether } from "@hutong/db";
import type { StoreId } from "@hutong/kernel";
import { readShopMarkets, type ShopMarket } from "@hutong/pricing";
import { findStoreByHost, hostName, readStore, type StoreView } from "@hutong/stores";

/** A store as its host shows it. */
export interface OpenDoor {
  readonly storeId: StoreId;
  /** As the browser wrote it, with the port. */
  readonly host: string;
  readonly store: StoreView;
  /** Those that a visitor can choose from, the primary one first. */
  readonly markets: readonly ShopMarket[];
}

interface KeptDoor {
  readonly door: OpenDoor;
  /** When it is asked for anew beside a request. `performance.now()` milliseconds. */
  until: number;
  /** A change was told: the next request waits for the new settings. */
  isChanged: boolean;
}

const freshMs = 60_000;
/** After a change; hosts are looked up no more often than this, so the first answer may still be the old one. */
const changedMs = 6_000;
const awayMs = 1_000;
const most = 10_000;

/**
 * Which store lives at a host, and its settings, kept in the process until a change is told. Known ones are answered
 * at once, so that kept pages outlive a database that is away.
 */
export class StoreDoor {
  readonly #cell: Cell;
  readonly #report: (error: unknown) => void;
  readonly #doors = new Map<string, KeptDoor>();
  readonly #asking = new Map<string, Promise<OpenDoor | null>>();
  /** Changes told so far: what was read across one is old already. */
  #changes = 0;

  constructor(cell: Cell, report: (error: unknown) => void) {
    this.#cell = cell;
    this.#report = report;
  }

  /** The store of a host that is known without asking anybody; null when it has to be asked for. */
  peek(host: string): OpenDoor | null {
    const kept = this.#doors.get(host);
    if (!kept || kept.isChanged) return null;
    if (kept.until < performance.now()) void this.#renew(host, kept);
    return kept.door;
  }

  /** The store of a host, or null for a host that nobody has. */
  async find(host: string): Promise<OpenDoor | null> {
    const known = this.peek(host);
    if (known) return known;
    if (hostName(host) === null) return null;
    const kept = this.#doors.get(host);
    return kept ? this.#renew(host, kept) : this.#ask(host);
  }

  /** Forgets a store's settings and hosts, after a change. */
  forget(storeId: string): void {
    this.#changes += 1;
    for (const kept of this.#doors.values()) if (kept.door.storeId === storeId) kept.isChanged = true;
  }

  // What is known serves on while the database is away.
  async #renew(host: string, kept: KeptDoor): Promise<OpenDoor | null> {
    kept.until = performance.now() + awayMs;
    try {
      return await this.#ask(host);
    } catch (error) {
      this.#report(error);
      kept.isChanged = false;
      return kept.door;
    }
  }

  #ask(host: string): Promise<OpenDoor | null> {
    let asking = this.#asking.get(host);
    if (!asking) {
      asking = this.#read(host).finally(() => this.#asking.delete(host));
      this.#asking.set(host, asking);
    }
    return asking;
  }

  async #read(host: string): Promise<OpenDoor | null> {
    const changes = this.#changes;
    const wasChanged = this.#doors.get(host)?.isChanged ?? false;
    const found = await findStoreByHost(this.#cell, host);
    if (!found) {
      this.#doors.delete(host);
      return null;
    }
    const { storeId } = found;
    const ctx = openStore(this.#cell, storeId, { actor: guest, locale: "en" });
    const [store, markets] = await readTogether(ctx, readStore(ctx), readShopMarkets(ctx));
    const door = { storeId, host, store, markets };
    const until = performance.now() + (wasChanged ? changedMs : freshMs);
    this.#doors.delete(host);
    this.#doors.set(host, { door, until, isChanged: changes !== this.#changes });
    if (this.#doors.size > most) this.#doors.delete(this.#doors.keys().next().value!);
    return door;
  }
}
