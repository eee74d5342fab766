import type { Duplex } from "node:stream";
import { type DatabaseError, parse, serialize } from "pg-protocol";
import type {
  CommandCompleteMessage,
  DataRowMessage,
  RowDescriptionMessage,
} from "pg-protocol/dist/messages";
import { type Statement, sql } from "../sql.ts";
import type { Answer } from "./connection.ts";
import { parserOf, toText } from "./values.ts";

interface Column {
  readonly name: string;
  readonly parse: ((text: string) => unknown) | null;
}

// A text that the server has prepared under a name. Its columns are told once.
interface Prepared {
  readonly name: string;
  columns: readonly Column[];
}

interface Sent {
  readonly text: string;
  readonly prepared: Prepared;
  /** Answered when the burst is over: what it does is done at the Sync. */
  readonly isLast: boolean;
  /** Whether it was to be prepared with this sending, and was not yet. */
  isUnprepared: boolean;
  readonly rows: unknown[];
  /** What was wrong with a row. */
  fault?: unknown;
  readonly resolve: (answer: Answer<never>) => void;
  readonly reject: (error: unknown) => void;
}

type Message = Parameters<Parameters<typeof parse>[1]>[0];

// What goes out before the next Sync: after an error the server skips what is left of it.
interface Burst {
  readonly sent: Sent[];
  at: number;
  /** That of the last command: a text of the simple protocol has one answer for all of its. */
  tag: string;
}

const newBurst = (): Burst => ({ sent: [], at: 0, tag: "" });

const newPrepared = (name: string): Prepared => ({ name, columns: [] });

// The server has to plan these anew: a table was altered, or a pooler gave us another server.
const stalePlan = new Set(["0A000", "26000"]);

/** A stream on which somebody is signed in, and the number of the server process that it was told. */
export interface Opened {
  readonly stream: Duplex;
  readonly pid: number;
}

/** Said of what was sent on a connection that ended before it was answered. */
export class ConnectionClosed extends Error {
  readonly code = "CONNECTION_CLOSED";
  constructor() {
    super("CONNECTION_CLOSED: the connection to PostgreSQL ended");
    this.name = "ConnectionClosed";
  }
}

// A transaction of its own, of nothing but a word in the log. Its end waits for the disk, and for all that stands before it there.
const wordInLog = sql<{ pid: number }>`
  select pg_backend_pid() as pid, pg_logical_emit_message(true, 'hutong', '')::text as at`;

/**
 * An open connection, spoken to by the extended protocol in bursts: what is said in one go leaves as one message with one
 * Sync at its end, so that the server answers once. Source: PostgreSQL's documentation, 54.2.4 "Pipelining".
 */
export class Wire {
  readonly #stream: Duplex;
  readonly #pid: number;
  readonly #prepares: boolean;
  readonly #prepared = new Map<string, Prepared>();
  readonly #bursts: Burst[] = [];
  #open: Burst | null = null;
  #out: Buffer[] = [];
  #names = 0;
  #isClosed = false;

  constructor({ stream, pid }: Opened, prepares: boolean, onend: () => void) {
    this.#stream = stream;
    this.#pid = pid;
    this.#prepares = prepares;
    const close = () => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      onend();
      for (const burst of this.#bursts.splice(0))
        for (const sent of burst.sent.slice(burst.at)) sent.reject(new ConnectionClosed());
    };
    stream.on("error", close);
    stream.on("close", close);
    parse(stream, (message) => this.#hear(message)).catch(() => stream.destroy());
  }

  get isBusy(): boolean {
    return this.#bursts.length > 0;
  }

  /** Sends at once, without waiting for what was sent before. */
  send<Row>(statement: Statement<Row>): Promise<Answer<Row>> {
    return this.#send(statement, false);
  }

  /** Waits until all that was committed before is on disk, and ends the burst. Answers whether it spoke to the server process it is told to be of. */
  async keep(): Promise<boolean> {
    const kept = this.#send(wordInLog, true);
    this.#flush();
    return (await kept).rows[0]!.pid === this.#pid;
  }

  #send<Row>({ text, values }: Statement<Row>, isLast: boolean): Promise<Answer<Row>> {
    const known = this.#prepares ? this.#prepared.get(text) : undefined;
    const prepared = known ?? this.#prepare(text);
    this.#out.push(
      serialize.bind({
        statement: prepared.name,
        values: values as unknown[] as never[],
        valueMapper: toText,
      }),
      serialize.execute(),
    );
    if (!this.#open) {
      this.#begin();
      queueMicrotask(() => this.#flush());
    }
    return this.#expect(text, prepared, known === undefined, isLast);
  }

  /** Sends text without parameters by the simple protocol, as a burst of its own. */
  sendText(text: string): Promise<Answer<never>> {
    this.#flush();
    this.#out.push(serialize.query(text));
    this.#begin();
    const answer = this.#expect<never>(text, newPrepared(""), false, true);
    this.#leave();
    return answer;
  }

  /** Waits until all is answered, `seconds` at most, and closes. */
  async end(seconds: number): Promise<void> {
    this.#flush();
    if (this.#isClosed) return;
    const closed = new Promise<void>((resolve) => this.#stream.once("close", () => resolve()));
    const late = setTimeout(() => this.#stream.destroy(), seconds * 1000);
    this.#stream.end(serialize.end());
    await closed;
    clearTimeout(late);
  }

  #prepare(text: string): Prepared {
    this.#names += 1;
    const prepared = newPrepared(this.#prepares ? `s${this.#names}` : "");
    if (this.#prepares) this.#prepared.set(text, prepared);
    this.#out.push(
      serialize.parse({ name: prepared.name, text, types: [] }),
      serialize.describe({ type: "S", name: prepared.name }),
    );
    return prepared;
  }

  #begin(): void {
    this.#open = newBurst();
    this.#bursts.push(this.#open);
  }

  #expect<Row>(
    text: string,
    prepared: Prepared,
    isUnprepared: boolean,
    isLast: boolean,
  ): Promise<Answer<Row>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) reject(new ConnectionClosed());
      else this.#open!.sent.push({ text, prepared, isUnprepared, isLast, rows: [], resolve, reject });
    });
  }

  #flush(): void {
    if (!this.#open) return;
    this.#out.push(serialize.sync());
    this.#leave();
  }

  #leave(): void {
    const out = this.#out;
    this.#open = null;
    this.#out = [];
    if (!this.#isClosed) this.#stream.write(Buffer.concat(out));
  }

  #hear(message: Message): void {
    const burst = this.#bursts[0];
    const sent = burst?.sent[burst.at];
    switch (message.name) {
      case "dataRow":
        if (sent) keepRow(sent, message as DataRowMessage);
        return;
      case "commandComplete":
        if (!burst || !sent) return;
        burst.tag = (message as CommandCompleteMessage).text;
        if (sent.isLast) return;
        burst.at += 1;
        answer(sent, burst.tag);
        return;
      case "readyForQuery":
        this.#bursts.shift();
        // What says nothing at all has no tag either.
        for (const rest of burst?.sent.slice(burst.at) ?? []) answer(rest, burst!.tag);
        return;
      case "parseComplete":
        if (sent) sent.isUnprepared = false;
        return;
      case "rowDescription":
        if (sent) sent.prepared.columns = columnsOf(message as RowDescriptionMessage);
        return;
      case "error":
        if (burst) this.#fail(burst, message as unknown as DatabaseError);
        return;
      default:
    }
  }

  #fail(burst: Burst, error: DatabaseError): void {
    for (const [index, sent] of burst.sent.splice(burst.at).entries()) {
      const isStale = index === 0 && stalePlan.has(error.code ?? "");
      if (sent.isUnprepared || isStale) this.#prepared.delete(sent.text);
      sent.reject(error);
    }
  }
}

function keepRow(sent: Sent, { fields }: DataRowMessage): void {
  try {
    sent.rows.push(rowOf(sent.prepared.columns, fields));
  } catch (error) {
    sent.fault = error;
  }
}

// "INSERT 0 5", "SELECT 1", "COMMIT"
function answer(sent: Sent, tag: string): void {
  if (sent.fault) {
    sent.reject(sent.fault);
    return;
  }
  const [command = "", ...counts] = tag.split(" ");
  sent.resolve({ rows: sent.rows as never[], command, count: Number(counts.at(-1) ?? 0) });
}

function columnsOf(message: RowDescriptionMessage): Column[] {
  return message.fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) {
    const { name, parse } = columns[index]!;
    const text = fields[index]!;
    row[name] = text === null || parse === null ? text : parse(text);
  }
  return row;
}
