import { ProductInput } from "@hutong/catalogue/schemas";
import { AppError, isHandle, parseMoney, toHandle } from "@hutong/kernel";
import { z } from "zod";
import { decoded, type Encoding, type Source } from "./decode.ts";
import { fieldKey } from "./file-fields.ts";
import type { FileTerms, ProductFile, ReadOutcome } from "./product-file.ts";
import type { ReadProduct, VariantStock } from "./read-product.ts";

const text = z.string().max(1_000);
const decimal = z.union([z.string().max(40), z.number()]).transform(String);

/** A variant in JSONL: prices are decimals in the store's currency, pictures stand by their address. */
const JsonVariant = ProductInput.shape.variants
  .unwrap()
  .element.omit({ fileId: true })
  .extend({
    price: decimal.optional(),
    compareAtPrice: decimal.nullish(),
    image: z.string().max(5_000).nullish(),
    /** Null for a variant that is not counted; left out, the stock stays as it is. */
    available: z.int().min(-1_000_000_000).max(1_000_000_000).nullish(),
    mayOversell: z.boolean().optional(),
  });

/** A value of one of the store's own fields, as the Admin API writes it; null takes it away. */
const JsonValue = z.object({
  namespace: text.default("custom"),
  key: text,
  type: text.optional(),
  value: z.string().max(2_000_000).nullable(),
});

/** A product as one line of JSONL: what is left out stays as it is on a product that exists. */
const JsonProduct = ProductInput.omit({ variants: true, media: true }).extend({
  variants: z.array(JsonVariant).max(2_048).optional(),
  media: z
    .array(z.object({ url: z.string().max(5_000), alt: text.default("") }))
    .max(250)
    .optional(),
  metafields: z.array(JsonValue).max(1_000).optional(),
});
type JsonProduct = z.output<typeof JsonProduct>;

/** One line of a file as `exportProducts` writes it. */
export type JsonProductLine = z.input<typeof JsonProduct>;

/** Most characters of a line: what is beyond is read past, never kept. */
const longestLine = 8_000_000;

interface Line {
  readonly line: number;
  /** Null where it is too long. */
  readonly text: string | null;
}

async function* linesOf(source: Source, encoding: Encoding): AsyncGenerator<Line[]> {
  let [line, length, parts] = [1, 0, [] as string[]];
  const add = (piece: string) => {
    length += piece.length;
    if (length > longestLine) parts = [];
    else parts.push(piece);
  };
  const take = (): Line => {
    const done = { line, text: length > longestLine ? null : parts.join("") };
    [line, length, parts] = [line + 1, 0, []];
    return done;
  };
  for await (const piece of decoded(source, encoding)) {
    const lines: Line[] = [];
    let at = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", at)) {
      add(piece.slice(at, end));
      at = end + 1;
      const done = take();
      if (done.text?.trim() !== "") lines.push(done);
    }
    add(piece.slice(at));
    yield lines;
  }
  const last = take();
  if (last.text?.trim() !== "") yield [last];
}

/** Opens a file of one JSON object a line. Throws `file_has_no_rows`. */
export async function openJsonlFile(
  source: Source,
  encoding: Encoding,
  { currency, fields }: FileTerms,
): Promise<ProductFile> {
  let rows = 0;
  const known = new Set(fields.map(fieldKey));
  const ignored = new Set<string>();
  for await (const lines of linesOf(source, encoding)) {
    rows += lines.length;
    for (const line of lines) noteUnknown(line, known, ignored);
  }
  if (rows === 0) throw new AppError("invalid", "file_has_no_rows");
  return {
    format: "jsonl",
    encoding,
    rows,
    products: rows,
    ignoredColumns: [...ignored],
    async *read() {
      const seen = new Set<string>();
      for await (const lines of linesOf(source, encoding)) {
        yield lines.map((line) => readLine(line, { currency, known }, seen));
      }
    },
    columnOf: (field) => field,
  };
}

const mostIgnored = 1_000;

/** Notes the fields in a line that the store does not have: told, not fatal, as columns are that mean nothing. */
function noteUnknown({ text }: Line, known: ReadonlySet<string>, ignored: Set<string>): void {
  if (!text?.includes('"metafields"')) return;
  try {
    const { metafields } = parsed(text);
    for (const one of metafields ?? [])
      if (!known.has(fieldKey(one)) && ignored.size < mostIgnored) ignored.add(`metafields.${fieldKey(one)}`);
  } catch (error) {
    // What is wrong with the line is said where it is read.
    if (!(error instanceof AppError)) throw error;
  }
}

interface LineTerms {
  readonly currency: string;
  readonly known: ReadonlySet<string>;
}

function readLine(given: Line, terms: LineTerms, seen: Set<string>): ReadOutcome {
  let handle = "";
  try {
    const product = parsed(given.text);
    handle = handleOf(product);
    if (seen.has(handle)) throw new AppError("invalid", "handle_twice", { field: "handle" });
    seen.add(Buffer.from(handle).toString());
    return { rows: 1, product: readProduct({ ...product, handle }, given.line, terms) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, field, params } = error;
    return { rows: 1, refused: { line: given.line, handle, code, field, column: field, params } };
  }
}

// An escape, not the text of one: a value may itself be JSON, with escapes of its own.
const nul = /(?<!\\)(?:\\\\)*\\u0000/;
const surrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

function parsed(line: string | null): JsonProduct {
  if (line === null) throw new AppError("invalid", "row_too_long");
  if (line.includes("\u0000") || (line.includes("\\u0000") && nul.test(line)))
    throw new AppError("invalid", "cell_has_nul");
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new AppError("invalid", "json_invalid", { cause: error });
  }
  // Half a character, which no database keeps: it can only be written as an escape.
  if (/\\ud[89a-f]/i.test(line) && surrogate.test(JSON.stringify(json)))
    throw new AppError("invalid", "text_ill_formed");
  const result = JsonProduct.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const code = issue?.code === "too_big" ? "input_too_long" : "input_invalid";
  throw new AppError("invalid", code, {
    field: issue?.path.join("."),
    params: { reason: issue?.message ?? "" },
  });
}

function handleOf({ handle, title }: JsonProduct): string {
  const own = handle && isHandle(handle) ? handle : toHandle(handle || title || "");
  if (own === "") throw new AppError("invalid", "handle_missing", { field: "handle" });
  return own;
}

function amountOf(text: string, currency: string, field: string): number {
  try {
    return parseMoney(text, currency).amount;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.kind, error.code, { field, params: { ...error.params }, cause: error });
  }
}

function readProduct(product: JsonProduct, line: number, { currency, known }: LineTerms): ReadProduct {
  const { variants, media, metafields, ...input } = product;
  return {
    handle: input.handle!,
    line,
    input: {
      ...input,
      ...(variants && {
        variants: variants.map(
          ({ available: _, mayOversell: _m, image, price, compareAtPrice, ...variant }, at) => ({
            ...variant,
            image: image === null ? "" : image,
            price: price === undefined ? undefined : amountOf(price, currency, `variants.${at}.price`),
            compareAtPrice:
              typeof compareAtPrice === "string"
                ? amountOf(compareAtPrice, currency, `variants.${at}.compareAtPrice`)
                : compareAtPrice,
          }),
        ),
      }),
    },
    images: media?.map(({ url, alt }) => ({ url, alt, line })) ?? null,
    stock: (variants ?? []).map(stockOf),
    variantLines: (variants ?? []).map(() => line),
    values: (metafields ?? []).filter((one) => known.has(fieldKey(one))),
  };
}

function stockOf({ available, mayOversell }: z.output<typeof JsonVariant>): VariantStock {
  if (available === undefined) return { kind: "unsaid" };
  if (available === null) return { kind: "untracked" };
  // What is below zero and may not be oversold is sold out here, as in CSV.
  return { kind: "counted", available: mayOversell ? available : Math.max(available, 0), mayOversell };
}
