import { oneFailed, onePassed } from "./outcome.ts";
import { runFile } from "./run.ts";
import type { Step } from "./steps.ts";

// The tools' own JavaScript, run by the pinned Node and not by whatever `npx` finds.
const biome = check("Format and lint (biome)", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
const types = check("Types (tsc)", ["node_modules/typescript/bin/tsc", "--noEmit"]);
const boundaries = check("Boundaries (turbo)", ["node_modules/turbo/bin/turbo", "boundaries", "--no-color"]);
const unused = check("Unused code (knip)", ["node_modules/knip/bin/knip.js"]);

export const staticChecks = [biome, types, boundaries];
export const verifyChecks = [...staticChecks, unused];

function check(name: string, args: string[]): Step {
  return {
    name,
    async run(surroundings) {
      return (await runFile(args, surroundings)) === 0 ? onePassed : oneFailed;
    },
  };
}
