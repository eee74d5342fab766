import { setImmediate as turn } from "node:timers/promises";
import {
  refund,
  type Totals,
  type TotalsInput,
  totals,
  unitPrice,
} from "../../../packages/pricing/src/index.ts";
import type { Proof, ProofRun, Verdict } from "../proof.ts";
import type { Pricing } from "./cart.ts";
import { readCarts } from "./carts-file.ts";
import { type Comparison, compare, explain } from "./compare.ts";
import { treeFaults } from "./price-tree.ts";
import { randomTrial, type Trial } from "./random-cart.ts";
import { shrink } from "./shrink.ts";

// A cart's schema sees to it that kinds go with classes, which its type does not say.
const pricing: Pricing = {
  unitPrice,
  totals: (input) => totals(input as TotalsInput),
  refund: (answer, input, before, request) => refund(answer as Totals, input as TotalsInput, before, request),
};
const shownAtMost = 5;

interface Count {
  carts: number;
  refunds: number;
  /** Carts that were refused, as too large. */
  refused: number;
  differences: number;
}

/** What differs from the oracle, and what does not hold of the tree that the total opens into. */
function faultsIn(trial: Trial): Comparison {
  const compared = compare(trial, pricing);
  if (!("answer" in compared.totals)) return compared;
  const ofTree = treeFaults(trial.cart as TotalsInput, compared.totals.answer as Totals);
  return { ...compared, faults: [...compared.faults, ...ofTree] };
}

function tryOne(run: ProofRun, trial: Trial, name: string, count: Count): Comparison {
  const found = faultsIn(trial);
  count.carts += 1;
  count.refunds += found.refunds;
  if ("refused" in found.totals) count.refused += 1;
  if (found.faults.length === 0) return found;
  count.differences += 1;
  if (count.differences <= shownAtMost) {
    const small = shrink(trial, (one) => faultsIn(one).faults.length > 0);
    run.say(`FAULT in ${name}, as small as it gets:\n${explain(small, faultsIn(small).faults)}`);
  }
  return found;
}

async function tryRandom(run: ProofRun, seed: number, wanted: number, count: Count): Promise<void> {
  for (let number = 0; number < wanted && !run.signal.aborted; number += 1) {
    tryOne(run, randomTrial(seed, number), `cart ${number} of seed ${seed}`, count);
    if (count.carts % 250 === 0) await turn();
    if (count.carts % (wanted / 20) === 0) {
      run.say(`${count.carts} carts, ${count.refunds} refunds, ${count.differences} differences`);
    }
  }
}

function tryFile(run: ProofRun, file: string, count: Count): void {
  for (const [index, trial] of readCarts(file).entries()) {
    if (run.signal.aborted) return;
    const { totals: found } = tryOne(run, trial, `cart ${index + 1} of ${file}`, count);
    process.stdout.write(
      `${JSON.stringify("answer" in found ? found.answer : { refused: found.refused })}\n`,
    );
  }
}

async function prove(run: ProofRun): Promise<Verdict> {
  const { carts: file, seed } = run;
  const wanted = run.isSmall ? 20_000 : 1_000_000;
  const count: Count = { carts: 0, refunds: 0, refused: 0, differences: 0 };
  if (file) tryFile(run, file, count);
  else await tryRandom(run, seed, wanted, count);
  const { carts, refunds, refused, differences } = count;
  run.record({ name: "money.carts", carts, refunds, refused, differences, seed: file ? "none" : seed });
  const isWhole = !run.signal.aborted && carts > 0;
  const of = file ? `of ${file}` : `of seed ${seed}`;
  return {
    holds: isWhole && differences === 0,
    says:
      `${carts} carts ${of} (${refused} refused as too large), ${refunds} refunds, each until all was given back: ` +
      `${differences} differences from the oracle${isWhole ? "" : "; stopped before the end"}`,
  };
}

export const money: Proof = {
  name: "money",
  claim:
    "prices, totals and refunds are what docs/totals.md says, by a second implementation of it in fractions; every total opens into a tree whose nodes are the exact sums of their parts; giving everything back returns what was paid",
  figures: `--carts FILE tries the carts of a file instead of random ones: JSON Lines, each the input of section 3 of docs/totals.md
(and if one likes "refunds", a list of requests of section 11); our answer to each is printed. --seed N: other random carts.
One object a line:
  { name: "money.carts", carts, refunds, refused, differences, seed }   refused: carts with an amount that is too large
  { name: "money.verdict", holds, says }
Example:
  {"name":"money.carts","carts":1000000,"refunds":3680000,"refused":14400,"differences":0,"seed":1}`,
  run: prove,
};
