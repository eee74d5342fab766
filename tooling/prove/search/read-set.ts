import { readFileSync } from "node:fs";
import { z } from "zod";
import type { JudgedQuery, JudgedSet, SetProduct } from "./judged-set.ts";
import { readOwnSet } from "./own-set.ts";

const Line = z.union([
  z.strictObject({
    product: z.strictObject({
      handle: z.string(),
      title: z.string(),
      productType: z.string().optional(),
      vendor: z.string().optional(),
      tags: z.array(z.string()).optional(),
      price: z.int().nonnegative().optional(),
      sku: z.string().optional(),
      barcode: z.string().optional(),
      titles: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.strictObject({ synonyms: z.array(z.string()).min(2) }),
  z.strictObject({
    query: z.string().min(1),
    relevant: z.record(z.string(), z.int().min(1).max(3)),
    kind: z.string().default("all"),
  }),
]);

/**
 * Reads `--set FILE`: a product, a judged query or a set of synonyms a line; empty lines are left out. A set without products judges
 * those of this folder. Throws with the line's number where one is none of these, or names a product that is not there.
 */
export function readSet(file: string): JudgedSet {
  const products: SetProduct[] = [];
  const queries: JudgedQuery[] = [];
  const synonyms: string[][] = [];
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((text, index) => {
      if (text.trim() === "") return;
      const line = readLine(text, `${file}:${index + 1}`);
      if ("product" in line) products.push(line.product);
      else if ("synonyms" in line) synonyms.push(line.synonyms);
      else queries.push({ ...line, isUntouched: true });
    });
  if (queries.length === 0) throw new Error(`${file} judges no query`);
  const set = { products: products.length > 0 ? products : readOwnSet().products, queries, synonyms };
  const known = new Set(set.products.map(({ handle }) => handle));
  const unknown = queries
    .flatMap(({ relevant }) => Object.keys(relevant))
    .find((handle) => !known.has(handle));
  if (unknown !== undefined) throw new Error(`${file} judges ${unknown}, which is no product`);
  return set;
}

function readLine(text: string, place: string): z.output<typeof Line> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${place} is no JSON`, { cause: error });
  }
  const read = Line.safeParse(json);
  if (!read.success) throw new Error(`${place} is no line of a set: ${z.prettifyError(read.error)}`);
  return read.data;
}
