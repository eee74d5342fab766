import { type Connection, openConnection } from "./client/connection.ts";
import { Keeper } from "./client/keeper.ts";

/** How much a process has asked of the database so far; BEGIN, SET LOCAL and COMMIT are not data statements. */
export interface Usage {
  statements: number;
  transactions: number;
}

export interface CellOptions {
  /** Address of the application's role, directly or through a pooler in transaction mode. */
  readonly url: string;
  /** False behind PgBouncer older than 1.21. */
  readonly prepare?: boolean;
  /** Shared connections for read bursts (two to four a process). */
  readonly readers?: number;
  /** Connections that one write each leases; few, since waiters on one hot row slow each other. */
  readonly writers?: number;
  readonly name?: string;
  /** For long work that nobody waits for: its server processes leave the processors to others, on a machine that they share with us. */
  readonly standsBack?: boolean;
}

/**
 * A database that holds stores (one cell at first; `store_directory.cell` names it). Nothing outside this
 * package gets at its connections: `openStore` makes contexts of it, `platform` reaches the platform tables.
 */
export interface Cell {
  readonly usage: Usage;
  readonly keeper: Keeper;
  reader(): Connection;
  lease(): Promise<Connection>;
  release(connection: Connection): void;
  end(): Promise<void>;
}

/** Opens a cell; connections are made when first used and again after the database was away. */
export function openCell(options: CellOptions): Cell {
  const { url, prepare = true, name = "hutong", standsBack = false } = options;
  const open = () => openConnection(url, { prepare, name, standsBack });
  const readers = Array.from({ length: options.readers ?? 2 }, open);
  const writers = Array.from({ length: options.writers ?? 8 }, open);
  const keeper = new Keeper(open());
  const free = [...writers];
  const waiting: ((connection: Connection) => void)[] = [];
  let next = 0;
  return {
    usage: { statements: 0, transactions: 0 },
    keeper,
    reader() {
      // The first that is free: a server process that has just worked is quicker than one that was elsewhere meanwhile.
      const free = readers.find((reader) => !reader.isBusy);
      if (free) return free;
      next = (next + 1) % readers.length;
      return readers[next]!;
    },
    lease() {
      const connection = free.pop();
      return connection ? Promise.resolve(connection) : new Promise((resolve) => waiting.push(resolve));
    },
    release(connection) {
      const waiter = waiting.shift();
      if (waiter) waiter(connection);
      else free.push(connection);
    },
    async end() {
      await Promise.all([...readers, ...writers, keeper].map((one) => one.end()));
    },
  };
}
