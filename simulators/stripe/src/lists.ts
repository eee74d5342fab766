import { z } from "zod";
import { noSuch, parameters } from "./refused.ts";
import { whole } from "./session-calls.ts";
import type { View } from "./views.ts";

const range = z.union([whole, z.strictObject({ gte: whole, gt: whole, lte: whole, lt: whole }).partial()]);

/** What every list takes; further filters are the list's own. */
export const ListInput = {
  limit: whole.refine((limit) => limit >= 1 && limit <= 100, "between 1 and 100").default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: range.optional(),
  expand: z.array(z.string()).default([]),
};

interface Listed {
  readonly id: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

const Plain = z.strictObject(ListInput);
type Given = z.output<typeof Plain>;

function isWithin(created: Given["created"], ms: number): boolean {
  const at = Math.floor(ms / 1000);
  if (created === undefined) return true;
  if (typeof created === "number") return at === created;
  const { gte, gt, lte, lt } = created;
  return (
    at >= (gte ?? at) && at <= (lte ?? at) && (gt === undefined || at > gt) && (lt === undefined || at < lt)
  );
}

/** A page of a list, newest first; an `ending_before` reads the page in front of an object. Refuses 404. */
export function listPage<One extends Listed>(
  url: string,
  all: readonly One[],
  given: Given,
  view: (one: One) => View,
): View {
  const newest = all.filter((one) => isWithin(given.created, one.createdAt)).reverse();
  const at = (id: string, param: string) => {
    const found = newest.findIndex((one) => one.id === id);
    if (found < 0) throw noSuch("object", id, param);
    return found;
  };
  const { starting_after, ending_before, limit } = given;
  const end = ending_before === undefined ? newest.length : at(ending_before, "ending_before");
  const rest = newest.slice(0, end);
  const begin =
    starting_after === undefined
      ? ending_before === undefined
        ? 0
        : Math.max(0, end - limit)
      : at(starting_after, "starting_after") + 1;
  const page = rest.slice(begin, begin + limit);
  const hasMore = ending_before === undefined ? begin + limit < rest.length : begin > 0;
  return { object: "list", url, has_more: hasMore, data: page.map(view) };
}

/** Reads a list's parameters. */
export function listInput<Shape extends z.ZodRawShape>(filters: Shape, form: unknown) {
  return parameters(z.strictObject({ ...ListInput, ...filters }), form);
}
