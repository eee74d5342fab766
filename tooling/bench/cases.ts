import { checkoutNames, measureCheckouts } from "./checkout/measure-checkouts.ts";
import { importNames, measureImport } from "./import/measure-import.ts";
import { measurePages } from "./pages/measure-pages.ts";
import { pageCases } from "./pages/page-cases.ts";
import { measureRenderers } from "./renderers/measure-renderers.ts";
import type { CaseResult } from "./row.ts";
import type { Bench } from "./surroundings.ts";

/** Rows that are measured together, since what they need is shared. */
export interface Case {
  readonly names: readonly string[];
  run(bench: Bench, wanted: readonly string[]): Promise<CaseResult>;
}

const all: readonly Case[] = [
  { names: pageCases.map(({ name }) => name), run: measurePages },
  { names: checkoutNames, run: measureCheckouts },
  { names: importNames, run: measureImport },
  { names: ["renderers"], run: measureRenderers },
];

const matches = (name: string, wanted: string) =>
  name === wanted || name.startsWith(`${wanted}.`) || wanted.startsWith(`${name}.`);

/**
 * The cases behind names or their beginnings ("storefront", "storefront.product"), each with the names wanted of it;
 * all of them when none is named. Throws on an unknown one.
 */
export function casesFor(only: readonly string[]): Case[] {
  const unknown = only.find((one) => !all.some((c) => c.names.some((name) => matches(name, one))));
  if (unknown !== undefined)
    throw new Error(`there is no ${unknown}; there are ${all.flatMap((c) => c.names).join(", ")}`);
  if (only.length === 0) return [...all];
  return all
    .map(({ names, run }) => ({ names: names.filter((name) => only.some((one) => matches(name, one))), run }))
    .filter(({ names }) => names.length > 0);
}
