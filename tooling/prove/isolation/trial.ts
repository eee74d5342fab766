import type { Tally } from "../proof.ts";
import type { Answer } from "../shop/browser.ts";
import type { Planted } from "./plant.ts";

/** One try to get at something of another store, and what may be answered. */
export interface Trial {
  /** The route or procedure that it tries, as the generated list names it. */
  readonly of: string;
  readonly what: string;
  send(): Promise<Answer>;
  /** Whether the answer is a proper refusal (or says nothing); any 4xx when not given. */
  isProper?(answer: Answer): boolean;
  /** Markers that must not be in the answer. */
  readonly secrets: readonly string[];
}

export const isRefusal = ({ status }: Answer): boolean => status >= 400 && status < 500;
export const isMissing = ({ status }: Answer): boolean => status === 404;
export const isFine = ({ status }: Answer): boolean => status < 400;
/** Nothing to see: one is led back to one's own bag. */
export const isSentToBag = ({ status, location }: Answer): boolean =>
  status === 303 && /\/cart$/.test(location ?? "");

/** What nobody outside a store may read, and what no other store may show. */
export function secretsOf({ shown, hidden }: Planted): string[] {
  return [shown, hidden];
}

function quoted({ status, location, body }: Answer): string {
  return `${status} ${location ?? ""} ${body.replace(/\s+/g, " ").slice(0, 120)}`;
}

/** Makes every trial; a route of the list that has none is a fault. */
export async function tryAll(
  name: string,
  routes: readonly string[],
  trials: readonly Trial[],
  tally: Tally,
): Promise<number> {
  for (const route of routes) {
    tally.check(
      trials.some((trial) => trial.of === route),
      `${name}: ${route} has no trial`,
    );
  }
  for (const trial of trials) {
    tally.check(routes.includes(trial.of), `${name}: a trial of ${trial.of}, which does not exist`);
    const answer = await trial.send();
    const isProper = (trial.isProper ?? isRefusal)(answer);
    tally.check(isProper, `${name}: ${trial.of}, ${trial.what}: ${quoted(answer)}`);
    const told = trial.secrets.filter((secret) =>
      `${answer.location} ${answer.body}`.toLowerCase().includes(secret.toLowerCase()),
    );
    tally.check(
      told.length === 0,
      `${name}: ${trial.of}, ${trial.what} tells ${told.join(", ")}: ${quoted(answer)}`,
    );
  }
  return trials.length;
}
