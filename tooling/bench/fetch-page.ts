import { HttpSocket } from "./load/http-socket.ts";
import type { Address } from "./load/page-load.ts";

/** What a server answered to a plain GET, as the load asks for it. */
export interface FetchedPage {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Asks for a page over a connection of its own; the host is any that the server knows. */
export async function fetchPage(port: number, { host, path }: Address): Promise<FetchedPage> {
  const socket = new HttpSocket(port);
  try {
    return await socket.ask(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  } finally {
    socket.close();
  }
}

/** What an answer says of the statements and transactions that it took. Throws when it says nothing. */
export function countsOf(headers: ReadonlyMap<string, string>): { statements: number; transactions: number } {
  const statements = Number(headers.get("x-hutong-statements") ?? Number.NaN);
  const transactions = Number(headers.get("x-hutong-transactions") ?? Number.NaN);
  if (Number.isNaN(statements + transactions)) throw new Error("the answer does not count its statements");
  return { statements, transactions };
}
