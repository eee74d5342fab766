import type { WriteContext } from "@hutong/db";
import { type Fault, fault } from "./faults.ts";
import { judgeValue, rulesOf } from "./judge-value.ts";
import {
  fieldOf,
  type Known,
  lockDefinitionsOf,
  lockValues,
  type MetafieldName,
  nameOf,
  type TypedValue,
  writeValues,
} from "./value-rows.ts";

/** A value of a product, judged; null takes it away. */
export interface ProductValue {
  readonly productId: string;
  readonly namespace: string;
  readonly key: string;
  readonly value: TypedValue | null;
}

/** What became of a value; null: there was none, or there is none. */
export interface ProductValueChange extends Omit<ProductValue, "value"> {
  readonly before: TypedValue | null;
  readonly after: TypedValue | null;
}

interface FieldKey {
  readonly namespace: string;
  readonly key: string;
}

/** Definitions of products' fields, which nobody changes until the write ends. */
export type ProductFields = ReadonlyMap<string, Known>;

const ofProducts = <Field extends FieldKey>(field: Field) => ({ ...field, ownerType: "PRODUCT" as const });
const knownOf = (fields: ProductFields, field: FieldKey) => fields.get(fieldOf(ofProducts(field)));

/** Locks the definitions of these fields: two statements, however many products have values in them. */
export async function lockProductFields(
  tx: WriteContext,
  fields: readonly FieldKey[],
): Promise<ProductFields> {
  return await lockDefinitionsOf(tx, fields.map(ofProducts));
}

/** Judges a value by its definition; references are not looked up. @param type what it is said to be, where it is */
export function judgeProductValue(
  fields: ProductFields,
  { namespace, key, type, value }: FieldKey & { readonly type?: string | undefined; readonly value: string },
): TypedValue | { readonly fault: Fault } {
  const known = knownOf(fields, { namespace, key });
  if (!known) return { fault: fault("field_undefined") };
  if (type !== undefined && type !== known.type)
    return { fault: fault("type_differs", { type: known.type }) };
  const judged = judgeValue(known.type, value, rulesOf(known.validations));
  return "fault" in judged ? judged : { type: known.type, value: judged.value };
}

const isSame = (a: TypedValue | null, b: TypedValue | null) => a?.type === b?.type && a?.value === b?.value;

const named = ({ productId, namespace, key }: Omit<ProductValue, "value">): MetafieldName => ({
  ownerType: "PRODUCT",
  ownerId: productId,
  namespace,
  key,
});

// Rows are locked in one order, whoever asks.
const inOrder = <One extends Omit<ProductValue, "value">>(values: readonly One[]): One[] =>
  values
    .map((one) => [nameOf(named(one)), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);

async function write(
  tx: WriteContext,
  fields: ProductFields,
  changes: readonly ProductValueChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await writeValues(
    tx,
    changes.filter(({ after }) => after === null).map(named),
    changes.flatMap((one) => (one.after ? [{ ...named(one), ...one.after }] : [])),
  );
  for (const id of new Set(changes.map(({ productId }) => productId)))
    tx.emit({ kind: "metafields.changed", subject: ["product", id] });
  const seen = changes.filter((one) => knownOf(fields, one)?.is_public);
  for (const id of new Set(seen.map(({ productId }) => productId))) tx.touch(`product:${id}`);
}

/**
 * Writes values of products whose rows the caller has locked, and answers those that are other than before: three statements at most,
 * however many there are. @param isNew whether the caller has made the product, so that nothing is there of it
 */
export async function setProductValues(
  tx: WriteContext,
  fields: ProductFields,
  values: readonly ProductValue[],
  isNew: (productId: string) => boolean,
): Promise<ProductValueChange[]> {
  const sorted = inOrder(values);
  const known = await lockValues(tx, sorted.filter(({ productId }) => !isNew(productId)).map(named));
  const changes = sorted.flatMap(({ value: after, ...one }): ProductValueChange[] => {
    const before = known.get(nameOf(named(one))) ?? null;
    return isSame(before, after) ? [] : [{ ...one, before, after }];
  });
  await write(tx, fields, changes);
  return changes;
}

/**
 * Takes changes back. What somebody changed since stays, and what its definition would not take any more does not come back: answers
 * the products of which something was left so.
 */
export async function restoreProductValues(
  tx: WriteContext,
  changes: readonly ProductValueChange[],
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const fields = await lockProductFields(tx, changes);
  const sorted = inOrder(changes);
  const now = await lockValues(tx, sorted.map(named));
  const left = new Set<string>();
  const back: ProductValueChange[] = [];
  for (const { before, after, ...one } of sorted) {
    const found = now.get(nameOf(named(one))) ?? null;
    if (isSame(found, before)) continue;
    if (isSame(found, after) && fits(fields, one, before))
      back.push({ ...one, before: found, after: before });
    else left.add(one.productId);
  }
  await write(tx, fields, back);
  return left;
}

function fits(fields: ProductFields, field: FieldKey, value: TypedValue | null): boolean {
  if (value === null || !knownOf(fields, field)) return true;
  return !("fault" in judgeProductValue(fields, { ...field, ...value }));
}
