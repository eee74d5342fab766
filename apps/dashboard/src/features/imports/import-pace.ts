import type { ImportView } from "@hutong/transfer";

/** Milliseconds between two looks at an import that is under way. */
export const pace = 1_000;

/** Whether an import moves by itself. */
export function isUnderWay({ state }: Pick<ImportView, "state">): boolean {
  return state === "waiting" || state === "running" || state === "undoing";
}
