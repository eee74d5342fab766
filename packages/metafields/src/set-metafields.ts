import { authorize, isDatabaseError, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { isKey } from "./definition-rows.ts";
import { type Fault, fault } from "./faults.ts";
import { judgeValue, rulesOf } from "./judge-value.ts";
import { authorizeOwners, ownersStatement } from "./owners.ts";
import { missingAt, readReferences } from "./references.ts";
import { SetMetafieldsInput } from "./schemas.ts";
import { type FieldType, fieldTypes, limits, type OwnerType, type Validation } from "./types.ts";
import {
  fieldOf,
  type Known,
  lockDefinitionsOf,
  type MetafieldName,
  nameColumns,
  nameOf,
  rowOf,
  writeValues,
} from "./value-rows.ts";

/** What is wrong with one of several values. */
export interface MetafieldFault extends MetafieldName, Fault {}

/** Either everything was written, or nothing was and it says of each value what is wrong. */
export type SetOutcome =
  | { readonly kind: "saved"; readonly changed: number }
  | { readonly kind: "refused"; readonly faults: readonly MetafieldFault[] };

interface Given extends MetafieldName {
  readonly type: string | undefined;
  readonly value: string | null;
}

interface Ready extends MetafieldName {
  readonly type: FieldType;
  readonly value: string;
  readonly validations: readonly Validation[];
}

/** Types of values that are there without a definition. */
async function typesOf(tx: WriteContext, names: readonly MetafieldName[]): Promise<Map<string, FieldType>> {
  if (names.length === 0) return new Map();
  const rows = await tx.run(sql<{
    owner_type: OwnerType;
    owner_id: string;
    namespace: string;
    key: string;
    type: FieldType;
  }>`
    select m.owner_type, m.owner_id, m.namespace, m.key, m.type from ${rowset("n", nameColumns, names.map(rowOf))}
    cross join lateral (select * from metafields m where m.store_id = ${tx.storeId} and m.owner_type = n.owner_type
      and m.owner_id = n.owner_id and m.namespace = n.namespace and m.key = n.key) m`);
  return new Map(
    rows.map((row) => [nameOf({ ...row, ownerType: row.owner_type, ownerId: row.owner_id }), row.type]),
  );
}

class Judge {
  readonly faults: MetafieldFault[] = [];

  refuse({ ownerType, ownerId, namespace, key }: MetafieldName, { code, params }: Fault): void {
    this.faults.push({ ownerType, ownerId, namespace, key, code, params });
  }

  /** The value as it is kept; null where something is wrong with it. */
  judge(one: Given & { value: string }, known: Known | undefined, type: string | undefined): Ready | null {
    if (!isKey(one.namespace, limits.namespace) || !isKey(one.key, limits.key)) {
      this.refuse(one, fault("key_malformed"));
      return null;
    }
    if (known && one.type !== undefined && one.type !== known.type) {
      this.refuse(one, fault("type_differs", { type: known.type }));
      return null;
    }
    const found = known?.type ?? one.type ?? type;
    if (found === undefined || !(fieldTypes as readonly string[]).includes(found)) {
      this.refuse(one, fault(found === undefined ? "type_missing" : "type_unknown"));
      return null;
    }
    const judged = judgeValue(found as FieldType, one.value, rulesOf(known?.validations ?? []));
    if ("fault" in judged) {
      this.refuse(one, judged.fault);
      return null;
    }
    return { ...one, type: found as FieldType, value: judged.value, validations: known?.validations ?? [] };
  }
}

// Whether owners and what is referred to are there, in one burst.
async function judgeThere(tx: WriteContext, given: readonly Given[], ready: readonly Ready[], judge: Judge) {
  const byType = Map.groupBy(given, ({ ownerType }) => ownerType);
  const references = readReferences(tx, ready);
  const owners = [...byType].map(([type, of]) =>
    ownersStatement(tx, type, [...new Set(of.map(({ ownerId }) => ownerId))]),
  );
  const rows = await tx.read(...owners, ...references.statements);
  const there = new Set(
    rows.slice(0, owners.length).flatMap((of) => of.map((row) => (row as { id: string }).id)),
  );
  const found = references.answer(rows.slice(owners.length));
  for (const one of given) if (!there.has(one.ownerId)) judge.refuse(one, fault("owner_missing"));
  for (const one of ready) {
    const at = missingAt(one, one.validations, found);
    if (at !== null)
      judge.refuse(one, fault("reference_missing", one.type.startsWith("list.") ? { number: at } : {}));
  }
}

/**
 * Writes values of these owners, and whatever follows from them in the same transaction: collections judge products by their values, and
 * stand above this package.
 */
export type AroundValues = (
  tx: WriteContext,
  owners: readonly Pick<MetafieldName, "ownerType" | "ownerId">[],
  write: () => Promise<number>,
) => Promise<number>;

const subjects = {
  PRODUCT: "product",
  PRODUCTVARIANT: "variant",
  COLLECTION: "collection",
  CUSTOMER: "customer",
  ORDER: "order",
  SHOP: "store",
} as const satisfies Record<OwnerType, string>;

/**
 * Sets or takes away up to 250 values of any owners, in one transaction: all of them, or none. A value is judged by its definition,
 * or by its type alone where there is none. What is wrong comes back with owner and key of each. Throws `forbidden` where the actor
 * may not change one of the owners, and `metafield_owner_gone` where one went in the same moment.
 * @param around `judgeOwners` of the catalogue
 */
export async function setMetafields(
  ctx: StoreContext,
  input: SetMetafieldsInput,
  around: AroundValues,
): Promise<SetOutcome> {
  authorize(ctx, "metafields.setMetafields");
  const { metafields } = SetMetafieldsInput.parse(input);
  const given: Given[] = metafields.map((one) => ({
    ...one,
    type: one.type,
    ownerId: one.ownerId.toLowerCase(),
  }));
  authorizeOwners(ctx, "write", new Set(given.map(({ ownerType }) => ownerType)));
  if (given.length === 0) return { kind: "saved", changed: 0 };
  // Rows are locked in one order, whoever asks.
  given.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  try {
    return await ctx.write((tx) => setAll(tx, given, around));
  } catch (error) {
    if (isDatabaseError(error, "23503"))
      throw new AppError("conflict", "metafield_owner_gone", { cause: error });
    throw error;
  }
}

async function setAll(tx: WriteContext, given: readonly Given[], around: AroundValues): Promise<SetOutcome> {
  const judge = new Judge();
  const known = await lockDefinitionsOf(tx, given);
  const loose = given.filter(
    (one) => !known.has(fieldOf(one)) && one.type === undefined && one.value !== null,
  );
  const types = await typesOf(tx, loose);
  const seen = new Set<string>();
  const ready: Ready[] = [];
  for (const one of given) {
    if (seen.has(nameOf(one))) judge.refuse(one, fault("twice"));
    seen.add(nameOf(one));
    if (one.value === null) continue;
    const judged = judge.judge({ ...one, value: one.value }, known.get(fieldOf(one)), types.get(nameOf(one)));
    if (judged) ready.push(judged);
  }
  await judgeThere(tx, given, ready, judge);
  if (judge.faults.length > 0) return { kind: "refused", faults: judge.faults };
  const gone = given.filter((one) => one.value === null);
  const owners = new Map(given.map((one) => [one.ownerId, one]));
  const changed = await around(tx, [...owners.values()], () => writeValues(tx, gone, ready));
  if (changed === 0) return { kind: "saved", changed };
  for (const { ownerType, ownerId } of owners.values())
    tx.emit({ kind: "metafields.changed", subject: [subjects[ownerType], ownerId] });
  for (const one of given) if (known.get(fieldOf(one))?.is_public) touchShop(tx, one);
  return { kind: "saved", changed };
}

function touchShop(tx: WriteContext, { ownerType, ownerId }: MetafieldName): void {
  if (ownerType === "PRODUCT") tx.touch(`product:${ownerId}`);
}
