import { mostCounted } from "@hutong/catalogue/schemas";
import type { Frame } from "../frame.ts";

/** "12 items", or "250 items or more" where no more were counted. */
export function countWords({ count }: { readonly count: number }, { t }: Pick<Frame, "t">): string {
  return count < mostCounted ? t.countOf(count) : t.atLeast(count);
}
