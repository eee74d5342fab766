import { readFileSync } from "node:fs";
import { CartLine } from "./cart.ts";
import type { Trial } from "./random-cart.ts";

/** Reads `--carts FILE`: one cart a line, empty lines left out. Throws with the line's number where one is no cart. */
export function readCarts(file: string): Trial[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [readCart(line, `${file}:${index + 1}`)]));
}

function readCart(line: string, place: string): Trial {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new Error(`${place} is no JSON`, { cause: error });
  }
  const read = CartLine.safeParse(json);
  if (!read.success) {
    const issues = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`${place} is no cart: ${issues.join("; ")}`);
  }
  const { refunds = [], ...cart } = read.data;
  return { prices: [], cart, refunds, endsInPieces: true };
}
