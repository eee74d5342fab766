import type { Duplex } from "node:stream";
import pg from "pg";
import type { Statement } from "../sql.ts";
import { serverStandsBack } from "./stand-back.ts";
import { ConnectionClosed, type Opened, Wire } from "./wire.ts";

/**
 * One connection of our own to PostgreSQL, spoken to in order. A lost one is made anew by the next statement; `epoch`
 * tells a transaction that the connection under it is not the one it began on.
 */
export interface Connection {
  readonly epoch: number;
  /** Whether something that was sent is not answered yet. */
  readonly isBusy: boolean;
  /**
   * Sends at once, without waiting for what was sent before; the answers come in the order of sending. What is sent in one go
   * is one burst: after a statement that failed, the rest of its burst fails with it, by the same error.
   */
  send<Row>(statement: Statement<Row>): Promise<Answer<Row>>;
  /** Sends text without parameters by the simple protocol. */
  sendText(text: string): Promise<Answer<never>>;
  /**
   * Sends what is left of the burst, and waits until all that was committed before is on disk, by whichever connection, and with
   * it on the standbys that the server is told to wait for. Answers whether the connection is the server's own: behind a pooler it
   * may outlive the server, and not know.
   */
  keep(): Promise<boolean>;
  end(): Promise<void>;
}

export interface Answer<Row> {
  readonly rows: Row[];
  /** The command tag's first word: what COMMIT really did. */
  readonly command: string;
  readonly count: number;
}

export interface ClientOptions {
  /** False behind PgBouncer older than 1.21, which loses prepared statements in transaction mode. */
  readonly prepare: boolean;
  readonly name: string;
  /** Whether its server process leaves the processors to others (`serverStandsBack`). */
  readonly standsBack?: boolean;
}

const connectSeconds = 5;
const endSeconds = 5;

// Neither is in pg's types.
interface Inside {
  readonly connection: { readonly stream: Duplex };
  readonly processID: number;
}

// pg opens the connection (addresses, TLS, authentication) and hands its stream over: its own queue sends one statement at a time.
async function openStream(url: string, name: string): Promise<Opened> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: connectSeconds * 1000,
    keepAlive: true,
  });
  client.on("error", () => {}); // heard on the stream as well
  await client.connect();
  const { connection, processID } = client as unknown as Inside;
  connection.stream.removeAllListeners("data");
  return { stream: connection.stream, pid: processID };
}

interface Waiting {
  readonly send: (wire: Wire) => void;
  readonly fail: (error: unknown) => void;
}

/** Opens a lazy connection: nothing is sent before the first statement. After `end` every statement fails. */
export function openConnection(url: string, options: ClientOptions): Connection {
  let epoch = 0;
  let wire: Wire | null = null;
  let opening: Promise<void> | null = null;
  let isEnded = false;
  const waiting: Waiting[] = [];

  const open = async (): Promise<void> => {
    try {
      const stream = await openStream(url, options.name);
      if (options.standsBack) void serverStandsBack(url, stream.pid);
      const opened: Wire = new Wire(stream, options.prepare, () => {
        if (wire !== opened) return;
        wire = null;
        epoch += 1;
      });
      // In one pass with what makes later calls go straight through, so that none of them comes between.
      wire = opened;
      opening = null;
      for (const { send } of waiting.splice(0)) send(opened);
    } catch (error) {
      opening = null;
      epoch += 1;
      for (const { fail } of waiting.splice(0)) fail(error);
    }
  };
  const whenOpen = <Result>(send: (wire: Wire) => Promise<Result>): Promise<Result> => {
    if (isEnded) return Promise.reject(new ConnectionClosed());
    if (wire) return send(wire);
    return new Promise((resolve, reject) => {
      waiting.push({ send: (opened) => send(opened).then(resolve, reject), fail: reject });
      opening ??= open();
    });
  };
  return {
    get epoch() {
      return epoch;
    },
    get isBusy() {
      return wire?.isBusy ?? opening !== null;
    },
    send: (statement) => whenOpen((opened) => opened.send(statement)),
    sendText: (text) => whenOpen((opened) => opened.sendText(text)),
    keep: () => whenOpen((opened) => opened.keep()),
    async end() {
      await opening;
      isEnded = true;
      await wire?.end(endSeconds);
    },
  };
}
