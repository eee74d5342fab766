import postgres from "postgres";
import type { Statement } from "./sql.ts";

/**
 * One connection of our own to PostgreSQL, spoken to in order. A lost one is made anew by the next statement; `epoch`
 * tells a transaction that the connection under it is not the one it began on.
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

// libpq's "?host=/folder" names a Unix socket; postgres.js would send it to the server as a setting.
function whereabouts(address: string): { url: string; path?: string } {
  const url = new URL(address);
  const folder = url.searchParams.get("host");
  if (!folder?.startsWith("/")) return { url: address };
  url.searchParams.delete("host");
  return { url: url.toString(), path: `${folder}/.s.PGSQL.${url.port || 5432}` };
}

function client(address: string, options: ClientOptions, onclose: () => void) {
  const { url, path } = whereabouts(address);
  return postgres(url, {
    ...(path ? { path } : {}),
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

interface Waiting {
  readonly send: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * One physical connection. postgres.js lets later queries overtake earlier ones while it connects, and says what is
 * left of a lost connection on the next one. So it is handed nothing before it has connected, and is thrown away when
 * its connection ends.
 */
class Line {
  readonly raw: postgres.Sql;
  readonly #waiting: Waiting[] = [];
  #isOpen = false;

  constructor(url: string, options: ClientOptions, onend: () => void) {
    this.raw = client(url, options, () => {
      this.#isOpen = false;
      onend();
      void this.raw.end({ timeout: 0 });
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Has `send` called when the line is open, in the order of the calls; `fail` when it cannot be opened. */
  whenOpen(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#waiting.length > 1) return;
    this.raw.unsafe("select 1").then(
      () => {
        // In one pass with what makes later calls go straight through, so that none of them comes between.
        this.#isOpen = true;
        for (const { send } of this.#waiting.splice(0)) send();
      },
      (error: unknown) => {
        for (const { fail } of this.#waiting.splice(0)) fail(error);
      },
    );
  }
}

function toAnswer<Row>(result: unknown): Answer<Row> {
  const rows = result as Row[] & { command: string; count: number };
  return { rows, command: rows.command, count: rows.count };
}

/** Opens a lazy connection: nothing is sent before the first statement. After `end` every statement fails. */
export function openConnection(url: string, options: ClientOptions): Connection {
  let epoch = 0;
  let line: Line | null = null;
  let isEnded = false;
  const newLine = (): Line => {
    const made: Line = new Line(url, options, () => {
      if (line !== made || isEnded) return;
      line = null;
      epoch += 1;
    });
    return made;
  };
  const send = <Row>(query: (raw: postgres.Sql) => PromiseLike<unknown>): Promise<Answer<Row>> => {
    line ??= newLine();
    const current = line;
    if (current.isOpen) return Promise.resolve(query(current.raw)).then(toAnswer<Row>);
    return new Promise((resolve, reject) => {
      const forward = () => query(current.raw).then((result) => resolve(toAnswer<Row>(result)), reject);
      current.whenOpen({ send: forward, fail: reject });
    });
  };
  return {
    get epoch() {
      return epoch;
    },
    // `execute` queues in the order of the calls; awaiting happens later.
    send: ({ text, values }) =>
      send((raw) => raw.unsafe(text, values as never[], { prepare: options.prepare }).execute()),
    sendText: (text) => send((raw) => raw.unsafe(text).execute()),
    async end() {
      line ??= newLine();
      isEnded = true;
      await line.raw.end({ timeout: 5 });
    },
  };
}
