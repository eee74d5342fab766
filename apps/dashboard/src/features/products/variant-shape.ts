import type { StaffProduct } from "@hutong/catalogue";
import { mostVariants } from "@hutong/catalogue/limits";

/** A variant as the form has it: one that exists, or one that its options ask for. */
export interface ShapedVariant {
  readonly id: string;
  /** One value per option, in their order. */
  readonly values: readonly string[];
  /** The variant whose price and the like a new one begins with; null for one that exists. */
  readonly like: string | null;
}

/** Options and the variants that they make. */
export interface VariantShape {
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly ShapedVariant[];
}

/** What became of a wish: another shape, or a code that says why not. */
export type Reshaped =
  | { readonly shape: VariantShape }
  | { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

/** Id of the variant that a product which is not there yet begins with. */
export const firstVariant = "new";

/** The shape of a product as it was read; one that is not there yet has one variant. */
export function shapeOf(product: Pick<StaffProduct, "options" | "variants">): VariantShape {
  const { options } = product;
  if (product.variants.length === 0)
    return { options: [], variants: [{ id: firstVariant, values: [], like: null }] };
  return {
    options: options.map(({ name, values }) => ({ name, values })),
    variants: product.variants.map(({ id, option1, option2, option3 }) => ({
      id,
      values: [option1, option2, option3].slice(0, options.length),
      like: null,
    })),
  };
}

const keyOf = (values: readonly string[]) => JSON.stringify(values);

function combinations(options: VariantShape["options"]): string[][] {
  return options.reduce<string[][]>(
    (all, { values }) => all.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

const count = (options: VariantShape["options"]) =>
  options.reduce((product, { values }) => product * values.length, 1);

/** In the order of the options' values. */
function inOrder({ options, variants }: VariantShape): VariantShape {
  const places = options.map(({ values }) => new Map(values.map((value, place) => [value, place])));
  const rank = (variant: ShapedVariant) =>
    variant.values.reduce((sum, value, index) => sum * mostVariants + (places[index]!.get(value) ?? 0), 0);
  const ranked = variants.map((variant) => ({ variant, rank: rank(variant) }));
  ranked.sort((a, b) => a.rank - b.rank);
  return { options, variants: ranked.map(({ variant }) => variant) };
}

// A value that was renamed leaves the id that its variants were made with.
function freeId(key: string, taken: Set<string>): string {
  let id = `new ${key}`;
  while (taken.has(id)) id += "+";
  taken.add(id);
  return id;
}

/** The shape with a variant for each combination that `isWanted` of those that have none. */
function filled(shape: VariantShape, isWanted: (values: readonly string[]) => boolean): Reshaped {
  const { options, variants } = shape;
  if (count(options) > mostVariants * 4 && options.length > 1)
    return { code: "too_many_variants", params: { most: mostVariants, count: count(options) } };
  const known = new Set(variants.map(({ values }) => keyOf(values)));
  const likes = new Map(variants.map((variant) => [variant.values[0], variant.like ?? variant.id]));
  const first = variants[0];
  const ids = new Set(variants.map(({ id }) => id));
  const fresh = combinations(options)
    .filter((values) => isWanted(values) && !known.has(keyOf(values)))
    .map((values) => ({
      id: freeId(keyOf(values), ids),
      values,
      like: likes.get(values[0]) ?? first?.like ?? first?.id ?? null,
    }));
  const all = variants.length + fresh.length;
  if (all > mostVariants) return { code: "too_many_variants", params: { most: mostVariants, count: all } };
  return { shape: inOrder({ options, variants: [...variants, ...fresh] }) };
}

function judgeName(text: string, others: readonly string[], missing: string): { code: string } | null {
  if (text === "") return { code: missing };
  return others.includes(text) ? { code: "option_twice" } : null;
}

const withOption = (
  { options, variants }: VariantShape,
  index: number,
  change: Partial<VariantShape["options"][number]>,
): VariantShape => ({
  options: options.map((option, at) => (at === index ? { ...option, ...change } : option)),
  variants,
});

/** Adds values to an option, and the variants that they make. */
export function addValues(shape: VariantShape, index: number, added: readonly string[]): Reshaped {
  const option = shape.options[index]!;
  const twice = added.find((value, at) => option.values.includes(value) || added.indexOf(value) < at);
  if (twice !== undefined)
    return { code: "option_value_twice", params: { value: twice, option: option.name } };
  const fresh = new Set(added);
  return filled(withOption(shape, index, { values: [...option.values, ...added] }), (values) =>
    fresh.has(values[index]!),
  );
}

/** Adds an option; what exists has its first value. */
export function addOption(shape: VariantShape, name: string, values: readonly string[]): Reshaped {
  const fault = judgeName(
    name,
    shape.options.map((option) => option.name),
    "option_name_empty",
  );
  if (fault) return { ...fault, params: { option: name } };
  const [first] = values;
  if (first === undefined) return { code: "option_values_empty", params: { option: name } };
  const twice = values.find((value, at) => values.indexOf(value) < at);
  if (twice !== undefined) return { code: "option_value_twice", params: { value: twice, option: name } };
  const options = [...shape.options, { name, values }];
  const variants = shape.variants.map((variant) => ({ ...variant, values: [...variant.values, first] }));
  return filled({ options, variants }, () => true);
}

/** Gives an option, or one of its values, another name; variants stay the same. */
export function rename(shape: VariantShape, index: number, from: string | null, to: string): Reshaped {
  const option = shape.options[index]!;
  if (from === null) {
    const others = shape.options.filter((_, at) => at !== index).map(({ name }) => name);
    const fault = judgeName(to, others, "option_name_empty");
    return fault ? { ...fault, params: { option: to } } : { shape: withOption(shape, index, { name: to }) };
  }
  const others = option.values.filter((value) => value !== from);
  if (to === "") return { code: "option_value_empty", params: { option: option.name } };
  if (others.includes(to)) return { code: "option_value_twice", params: { value: to, option: option.name } };
  const put = (value: string) => (value === from ? to : value);
  return {
    shape: {
      options: withOption(shape, index, { values: option.values.map(put) }).options,
      variants: shape.variants.map((variant) => ({
        ...variant,
        values: variant.values.map((value, at) => (at === index ? put(value) : value)),
      })),
    },
  };
}

/** Takes a value out, and the variants that have it; the last value goes with its option only. */
export function removeValue(shape: VariantShape, index: number, value: string): VariantShape {
  const { values } = shape.options[index]!;
  return {
    options: withOption(shape, index, { values: values.filter((one) => one !== value) }).options,
    variants: shape.variants.filter((variant) => variant.values[index] !== value),
  };
}

/** Takes an option out; of variants that only it told apart the first stays. */
export function removeOption(shape: VariantShape, index: number): VariantShape {
  const seen = new Set<string>();
  return {
    options: shape.options.filter((_, at) => at !== index),
    variants: shape.variants
      .map((variant) => ({ ...variant, values: variant.values.filter((_, at) => at !== index) }))
      .filter(({ values }) => {
        const key = keyOf(values);
        return !seen.has(key) && Boolean(seen.add(key));
      }),
  };
}

/** Words that were typed or pasted into one field: apart by commas, 、 or lines. */
export function splitValues(text: string): string[] {
  return text
    .split(/[,，、;；\n\t]/)
    .map((value) => value.trim())
    .filter(Boolean);
}
