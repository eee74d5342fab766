import postgres from "postgres";
import type { Statement } from "./sql.ts";

/**
 * One connection of our own to PostgreSQL, spoken to in order. postgres.js reconnects by itself; `epoch` tells
 * a transaction that the connection under it is not the one it began on.
 */
export interface Connection {
  readonly epoch: number;
  /** Sends at once, without waiting for what was sent before; the answers come in the order of sending. */
  send<Row>(statement: Statement<Row>): Promise<Answer<Row>>;
  /** Sends text without parameters (BEGIN, COMMIT) by the simple protocol. */
  sendText(text: string): Promise<Answer<never>>;
  end(): Promise<void>;
}

export interface Answer<Row> {
  readonly rows: Row[];
  /** The command tag's first word: what COMMIT really did. */
  readonly command: string;
  readonly count: number;
}

const INT8 = 20;
const JSON_TYPES = [114, 3802];

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
}

function client(url: string, options: ClientOptions, onclose: () => void) {
  return postgres(url, {
    max: 1,
    prepare: options.prepare,
    fetch_types: false,
    connect_timeout: 5,
    // A database that comes back is found within a moment, not after a growing wait.
    backoff: () => 0.2,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    onclose,
    connection: { application_name: options.name },
    types: {
      // Money and numbers stay below 2^53, so they come as numbers; JSON goes out as the text it already is.
      bigint: { to: INT8, from: [INT8], serialize: String, parse: safeInteger },
      json: { to: 3802, from: JSON_TYPES, serialize: (text: unknown) => text, parse: JSON.parse },
      json0: { to: 114, from: [], serialize: (text: unknown) => text, parse: JSON.parse },
    },
  });
}

export interface ClientOptions {
  /** False behind PgBouncer older than 1.21, which loses prepared statements in transaction mode. */
  readonly prepare: boolean;
  readonly name: string;
}

/** Opens a lazy connection: nothing is sent before the first statement. */
export function openConnection(url: string, options: ClientOptions): Connection {
  let epoch = 0;
  const raw = client(url, options, () => {
    epoch += 1;
  });
  const answer = <Row>(pending: PromiseLike<unknown>): Promise<Answer<Row>> =>
    Promise.resolve(pending).then((result) => {
      const rows = result as Row[] & { command: string; count: number };
      return { rows, command: rows.command, count: rows.count };
    });
  return {
    get epoch() {
      return epoch;
    },
    send: (statement) =>
      // `execute` queues in the order of the calls; awaiting happens later.
      answer(raw.unsafe(statement.text, statement.values as never[], { prepare: options.prepare }).execute()),
    sendText: (text) => answer(raw.unsafe(text).execute()),
    end: () => raw.end({ timeout: 5 }),
  };
}
