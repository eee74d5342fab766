import { type JudgedRows, judgeOwners } from "@hutong/catalogue";
import type { ProductOutcome } from "@hutong/catalogue/schemas";
import type { WriteContext } from "@hutong/db";
import {
  judgeProductValue,
  lockProductFields,
  type ProductFields,
  type ProductValueChange,
  setProductValues,
} from "@hutong/metafields";
import type { FieldType } from "@hutong/metafields/schemas";
import { fieldKey } from "./file-fields.ts";
import type { FieldValue, ReadProduct } from "./read-product.ts";

type Refused = Extract<ProductOutcome, { kind: "refused" }>;

interface Judged extends Pick<FieldValue, "namespace" | "key"> {
  readonly value: { readonly type: FieldType; readonly value: string } | null;
}

/** What a batch's products have in the store's own fields. */
export interface FieldValues {
  readonly fields: ProductFields;
  /** By the place of their product. */
  readonly values: readonly (readonly Judged[])[];
  /** Products of which a value does not fit its definition, by their place. */
  readonly refused: ReadonlyMap<number, Refused>;
}

/**
 * Judges a batch's values by definitions that nobody changes meanwhile; null where it has none, which costs no statement. One that does
 * not fit takes its product out.
 */
export async function judgeFields(
  tx: WriteContext,
  products: readonly ReadProduct[],
): Promise<FieldValues | null> {
  const named = new Map(products.flatMap(({ values }) => values.map((one) => [fieldKey(one), one] as const)));
  if (named.size === 0) return null;
  const fields = await lockProductFields(tx, [...named.values()]);
  const refused = new Map<number, Refused>();
  const values = products.map(({ handle, values }, place) => {
    const seen = new Set<string>();
    return values.flatMap((one): Judged[] => {
      const { namespace, key, type, value } = one;
      const name = fieldKey(one);
      const judged = value === null ? null : judgeProductValue(fields, { namespace, key, type, value });
      const fault = judged && "fault" in judged ? judged.fault : null;
      if (!fault && !seen.has(name)) {
        seen.add(name);
        return [{ namespace, key, value: judged as Judged["value"] }];
      }
      const { code, params } = fault ?? { code: "twice", params: {} };
      if (!refused.has(place)) refused.set(place, refusalOf(handle, name, code, params));
      return [];
    });
  });
  return { fields, values, refused };
}

/** `number` is the place in a list, 0 where the value is none. */
function refusalOf(handle: string, name: string, code: string, params: Refused["params"]): Refused {
  return {
    kind: "refused",
    handle,
    code: `metafield_${code}`,
    field: `metafields.${name}`,
    params: { number: 0, ...params },
  };
}

/** The same rows without products whose values do not fit; what is wrong with a row otherwise is said first. */
export function withoutMisfits(judged: JudgedRows, fields: FieldValues | null): JudgedRows {
  if (!fields || fields.refused.size === 0) return judged;
  const refused = [...judged.refused];
  for (const [place, refusal] of fields.refused) refused[place] ??= refusal;
  const products = judged.products.filter(({ handle }) => !refused[judged.places.get(handle)!]);
  return { ...judged, products, refused };
}

/**
 * Writes values of products that were written, and answers those that are other than before. The write of the products has judged them
 * by rules with the values that they had.
 */
export async function writeFields(
  tx: WriteContext,
  given: FieldValues | null,
  outcomes: readonly ProductOutcome[],
): Promise<ProductValueChange[]> {
  if (!given) return [];
  const created = new Set<string>();
  const values = outcomes.flatMap((outcome, place) => {
    if (outcome.kind === "refused") return [];
    const isNew = outcome.kind === "created";
    if (isNew) created.add(outcome.id);
    return given.values[place]!.flatMap((one) =>
      isNew && one.value === null ? [] : [{ productId: outcome.id as string, ...one }],
    );
  });
  if (values.length === 0) return [];
  const changes = await setProductValues(tx, given.fields, values, (id) => created.has(id));
  await judgeOwners(tx, ownersOf(changes), async () => {});
  return changes;
}

/** What values hang on, for `judgeOwners`. */
export function ownersOf(changes: readonly ProductValueChange[]) {
  return changes.map(({ productId }) => ({ ownerType: "PRODUCT", ownerId: productId }));
}
