import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Pricing } from "./cart.ts";

const here = import.meta.dirname;
const kernel = pathToFileURL(join(here, "../../../packages/kernel/src/index.ts")).href;

/** One place of the oracle's text, and what stands there instead. */
export interface Fault {
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/**
 * Copies the oracle to a folder of its own, plants a fault in it and loads it.
 * Throws when the right text is not there exactly once: then nothing would be broken.
 */
export async function loadBroken({ file, right, wrong }: Fault): Promise<Pricing> {
  const folder = mkdtempSync(join(tmpdir(), "hutong-oracle-"));
  try {
    cpSync(join(here, "oracle"), join(folder, "oracle"), { recursive: true });
    cpSync(join(here, "fraction.ts"), join(folder, "fraction.ts"));
    for (const name of ["amount.ts", "unit-price.ts", "totals.ts", "refund.ts"]) {
      const path = join(folder, "oracle", name);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.replace("../../../../packages/kernel/src/index.ts", kernel));
    }
    // Only names of classes are read from it; zod is not found from there.
    writeFileSync(
      join(folder, "cart.ts"),
      'export const discountClasses = ["product", "order", "shipping"];\n',
    );
    const path = join(folder, file);
    const parts = readFileSync(path, "utf8").split(right);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${right}`);
    writeFileSync(path, parts.join(wrong));
    const loaded: { oracle: Pricing } = await import(pathToFileURL(join(folder, "oracle/index.ts")).href);
    return loaded.oracle;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
