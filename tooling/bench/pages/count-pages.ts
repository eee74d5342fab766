import { countsOf, fetchPage } from "../fetch-page.ts";
import type { Address } from "../load/page-load.ts";
import type { PageCase } from "./page-cases.ts";

/** Longer than anything that a process keeps for a while, so that renewing it is seen. */
const countSeconds = 11;
/** For as long a kept page may be dropped once more by the news of what was written before it was made. */
const settleSeconds = 20;

export interface Counts {
  readonly statements: number;
  readonly transactions: number;
}

// Kept pages are asked for until all of them come from the cache; others once.
async function warm(port: number, addresses: readonly Address[], page: CountedPage): Promise<void> {
  const until = performance.now() + settleSeconds * 1000;
  for (;;) {
    let statements = 0;
    for (const address of addresses) {
      const answer = await fetchPage(port, address);
      check(answer, address, page);
      statements += countsOf(answer.headers).statements;
    }
    if (!page.isKept || statements === 0 || performance.now() > until) return;
  }
}

type CountedPage = Pick<PageCase, "isKept" | "marker" | "ending">;

const tries = 3;

/**
 * The largest numbers of any one request, asked one after the other, each address before it counts. What the worker still makes of a
 * store that was just filled drops a kept page once more; what a clock renews is seen each time that is counted.
 */
export async function countPages(
  port: number,
  addresses: readonly Address[],
  page: CountedPage,
): Promise<Counts> {
  let counts = await countOnce(port, addresses, page);
  for (let at = 1; page.isKept && counts.statements > 0 && at < tries; at++)
    counts = await countOnce(port, addresses, page);
  return counts;
}

async function countOnce(port: number, addresses: readonly Address[], page: CountedPage): Promise<Counts> {
  await warm(port, addresses, page);
  let statements = 0;
  let transactions = 0;
  const until = performance.now() + countSeconds * 1000;
  for (let at = 0; performance.now() < until; at++) {
    const address = addresses[at % addresses.length]!;
    const answer = await fetchPage(port, address);
    check(answer, address, page);
    const counts = countsOf(answer.headers);
    statements = Math.max(statements, counts.statements);
    transactions = Math.max(transactions, counts.transactions);
  }
  return { statements, transactions };
}

/** Throws when a page is not what was asked for. */
export function check(
  page: { status: number; body: Buffer },
  address: Address,
  { marker, ending = "</html>" }: Pick<PageCase, "marker" | "ending">,
): void {
  if (page.status !== 200 || !page.body.includes(marker) || !page.body.includes(ending))
    throw new Error(`${address.host}${address.path} answered ${page.status}, and not the page asked for`);
}
