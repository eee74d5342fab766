import type { Pricing, RefundAnswer, RefundRequest, TotalsAnswer, TotalsInput } from "./cart.ts";
import { oracle } from "./oracle/index.ts";
import { givenBackFaults, totalsFaults } from "./promises.ts";
import type { Trial } from "./random-cart.ts";

type Attempt<T> = { answer: T } | { refused: string };

function attempt<T>(ask: () => T): Attempt<T> {
  try {
    return { answer: ask() };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return { refused: typeof code === "string" ? code : String(error) };
  }
}

/** The refusals that the page knows. Both sides may also fail alike, and that is no answer. */
const refusals = ["total_too_large", "refund_too_many", "refund_too_large"];

function* unlikeAttempts<T>(theirs: Attempt<T>, ours: Attempt<T>, path: string): Generator<string> {
  yield* unlike(theirs, ours, path);
  if ("refused" in theirs && !refusals.includes(theirs.refused)) yield `${path} failed: ${theirs.refused}`;
}

/** Where two answers differ, with what each says. */
function* unlike(theirs: unknown, ours: unknown, path: string): Generator<string> {
  if (Object.is(theirs, ours)) return;
  const areObjects = [theirs, ours].every((one) => one !== null && typeof one === "object");
  if (!areObjects || Array.isArray(theirs) !== Array.isArray(ours)) {
    yield `${path}: ${JSON.stringify(theirs)}, the oracle says ${JSON.stringify(ours)}`;
    return;
  }
  const [a, b] = [theirs, ours] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(a!), ...Object.keys(b!)])) {
    yield* unlike(a![key], b![key], `${path}.${key}`);
  }
}

/** Everything that the refunds before did not give back, at once or in pieces. */
function remainder(trial: Trial, answer: TotalsAnswer, before: readonly RefundRequest[]): RefundRequest[] {
  const { cart, endsInPieces } = trial;
  const lines = cart.lines.flatMap(({ id, quantity }) => {
    const given = before.flatMap((one) => one.lines.filter((line) => line.id === id));
    const left = quantity - given.reduce((all, line) => all + line.quantity, 0);
    return left > 0 ? [{ id, quantity: left }] : [];
  });
  const { shipping } = answer;
  const whole = !shipping ? 0 : cart.tax.mode === "removed" ? shipping.payable : shipping.rest;
  const left = whole - before.reduce((all, one) => all + one.shipping, 0);
  if (!endsInPieces) return [{ lines, shipping: left }];
  return [
    { lines: [], shipping: left },
    ...lines.toReversed().map((line) => ({ lines: [line], shipping: 0 })),
  ];
}

export interface Comparison {
  /** What differs or does not hold, in words; empty when all is well. */
  readonly faults: string[];
  /** Refunds that were asked for. */
  readonly refunds: number;
  /** What the implementation answered to the cart. */
  readonly totals: Attempt<TotalsAnswer>;
}

function compareRefunds(
  trial: Trial,
  theirs: Pricing,
  answer: TotalsAnswer,
): { faults: string[]; refunds: number } {
  const faults: string[] = [];
  const before: RefundRequest[] = [];
  const made: RefundAnswer[] = [];
  let refunds = 0;
  const ask = (request: RefundRequest): void => {
    refunds += 1;
    const mine = attempt(() => oracle.refund(answer, trial.cart, before, request));
    const found = attempt(() => theirs.refund(answer, trial.cart, before, request));
    faults.push(...unlikeAttempts(found, mine, `refund ${refunds} ${JSON.stringify(request)}`));
    if (!("answer" in mine) || !("answer" in found)) return;
    before.push(request);
    made.push(found.answer);
  };
  for (const request of trial.refunds) ask(request);
  for (const request of remainder(trial, answer, before)) ask(request);
  faults.push(...givenBackFaults(answer, made));
  return { faults, refunds };
}

/** Tries an implementation of docs/totals.md on a cart, its prices and its refunds, against the oracle and what the page promises. */
export function compare(trial: Trial, theirs: Pricing): Comparison {
  const faults: string[] = [];
  for (const price of trial.prices) {
    const mine = attempt(() => oracle.unitPrice(price));
    faults.push(
      ...unlike(
        attempt(() => theirs.unitPrice(price)),
        mine,
        "unitPrice",
      ),
    );
  }
  const { cart } = trial;
  const mine = attempt(() => oracle.totals(cart));
  const totals = attempt(() => theirs.totals(cart));
  faults.push(...unlikeAttempts(totals, mine, "totals"));
  if (!("answer" in totals)) return { faults, refunds: 0, totals };
  faults.push(...totalsFaults(cart, totals.answer));
  // Refunds of a wrong total say nothing more.
  if (faults.length > 0 || !("answer" in mine)) return { faults, refunds: 0, totals };
  const back = compareRefunds(trial, theirs, totals.answer);
  return { faults: back.faults, refunds: back.refunds, totals };
}

/** The input and the faults as text that can be given to `--carts`. */
export function explain(trial: Trial, faults: readonly string[]): string {
  const cart: TotalsInput & { refunds?: readonly RefundRequest[] } = { ...trial.cart };
  if (trial.refunds.length > 0) cart.refunds = trial.refunds;
  const prices = faults.some((fault) => fault.startsWith("unitPrice"))
    ? trial.prices.map((price) => `  price ${JSON.stringify(price)}`)
    : [];
  return [
    ...faults.slice(0, 12).map((fault) => `  ${fault}`),
    ...prices,
    `  cart ${JSON.stringify(cart)}`,
  ].join("\n");
}
