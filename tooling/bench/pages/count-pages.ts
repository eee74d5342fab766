import { countsOf, fetchPage } from "../fetch-page.ts";
import type { Address } from "../load/page-load.ts";

/** Longer than anything that a process keeps for a while, so that renewing it is seen. */
const countSeconds = 11;

export interface Counts {
  readonly statements: number;
  readonly transactions: number;
}

/** The largest numbers of any one request, asked one after the other, each address once before it counts. */
export async function countPages(
  port: number,
  addresses: readonly Address[],
  marker: string,
): Promise<Counts> {
  for (const address of addresses) check(await fetchPage(port, address), address, marker);
  let statements = 0;
  let transactions = 0;
  const until = performance.now() + countSeconds * 1000;
  for (let at = 0; performance.now() < until; at++) {
    const address = addresses[at % addresses.length]!;
    const page = await fetchPage(port, address);
    check(page, address, marker);
    const counts = countsOf(page.headers);
    statements = Math.max(statements, counts.statements);
    transactions = Math.max(transactions, counts.transactions);
  }
  return { statements, transactions };
}

/** Throws when a page is not what was asked for. */
export function check(page: { status: number; body: Buffer }, address: Address, marker: string): void {
  if (page.status !== 200 || !page.body.includes(marker) || !page.body.includes("</html>"))
    throw new Error(`${address.host}${address.path} answered ${page.status}, and not the page asked for`);
}
