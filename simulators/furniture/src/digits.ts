import { randomInt } from "node:crypto";

/** So many decimal digits, drawn anew, the first of which may be 0. */
export function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}
