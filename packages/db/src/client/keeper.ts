import { TransactionLost } from "../transaction-lost.ts";
import type { Connection } from "./connection.ts";

/**
 * Waits for the disk on a connection of its own, for all writes of a process: whoever asks while it waits shares the next wait, and
 * the connection that wrote is free meanwhile.
 */
export class Keeper {
  readonly #connection: Connection;
  /** In which epoch the connection is known to be open, and to end with the server that it speaks to. */
  #standing: number | null = null;
  #opening: Promise<void> | null = null;
  #running: Promise<unknown> | null = null;
  #next: Promise<unknown> | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Ask before COMMIT: what `kept` is to be told, or null where it cannot be relied on yet, or ever. A connection that was opened later
   * may be to a server that was started again meanwhile, and has forgotten; so may one through a pooler at any time.
   */
  standing(): number | null {
    if (this.#standing === this.#connection.epoch) return this.#standing;
    this.#opening ??= this.#open();
    return null;
  }

  /** Waits until all that was committed is on disk. Throws TransactionLost where the connection is not that of `standing` any more. */
  async kept(standing: number): Promise<void> {
    await this.#wait();
    if (this.#connection.epoch !== standing) throw new TransactionLost("connection closed");
  }

  async #open(): Promise<void> {
    const { epoch } = this.#connection;
    try {
      const isDirect = await this.#connection.keep();
      // Behind a pooler nobody asks again.
      if (!isDirect) return;
      if (this.#connection.epoch === epoch) this.#standing = epoch;
      this.#opening = null;
    } catch {
      this.#opening = null;
    }
  }

  #wait(): Promise<unknown> {
    if (this.#next) return this.#next;
    const start = () => {
      this.#next = null;
      this.#running = this.#connection.keep().finally(() => {
        this.#running = null;
      });
      return this.#running;
    };
    if (!this.#running) return start();
    this.#next = this.#running.then(start, start);
    return this.#next;
  }

  async end(): Promise<void> {
    await this.#connection.end();
  }
}
