import type { Cell } from "../../../packages/db/src/cell.ts";
import type { Connection } from "../../../packages/db/src/client/connection.ts";
import type { Statement } from "../../../packages/db/src/sql.ts";

export interface Recorder {
  readonly cell: Cell;
  /** What `work` really sent, each text once. */
  during(work: () => Promise<unknown>): Promise<string[]>;
}

// What begins and ends a transaction looks at no table.
const isFrame = (text: string): boolean => /^\s*(begin|commit|rollback|select set_config)\b/.test(text);

/** A cell that writes down the text of every statement on its way to the database. */
export function recordStatements(cell: Cell): Recorder {
  let texts = new Set<string>();
  const wrapped = new WeakMap<Connection, Connection>();
  const raw = new WeakMap<Connection, Connection>();
  const wrap = (connection: Connection): Connection => {
    let mine = wrapped.get(connection);
    if (!mine) {
      mine = {
        get epoch() {
          return connection.epoch;
        },
        get isBusy() {
          return connection.isBusy;
        },
        send<Row>(statement: Statement<Row>) {
          if (!isFrame(statement.text)) texts.add(statement.text);
          return connection.send(statement);
        },
        sendText: (text) => connection.sendText(text),
        keep: () => connection.keep(),
        end: () => connection.end(),
      };
      wrapped.set(connection, mine);
      raw.set(mine, connection);
    }
    return mine;
  };
  return {
    cell: {
      usage: cell.usage,
      keeper: cell.keeper,
      reader: () => wrap(cell.reader()),
      lease: async () => wrap(await cell.lease()),
      release: (connection) => cell.release(raw.get(connection)!),
      end: () => cell.end(),
    },
    async during(work) {
      texts = new Set();
      await work();
      return [...texts];
    },
  };
}
