import { fragment, nothing, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { judgeValue, rulesOf } from "./judge-value.ts";
import { type FieldType, limits, type OwnerType, type Validation } from "./types.ts";

interface Field {
  readonly ownerType: OwnerType;
  readonly namespace: string;
  readonly key: string;
  readonly type: FieldType;
}

const page = 2_000;

/** Refuses a change that values do not fit. Throws `values_do_not_fit` with their count, `values_too_many` where nobody can say. */
export class Misfits {
  #judged = 0;
  #count = 0;

  note(isFine: boolean): void {
    this.#judged += 1;
    if (this.#judged > limits.judged)
      throw new AppError("precondition", "values_too_many", { params: { most: limits.judged } });
    if (!isFine) this.#count += 1;
  }

  judge(): void {
    if (this.#count > 0)
      throw new AppError("precondition", "values_do_not_fit", {
        field: "validations",
        params: { count: this.#count },
      });
  }
}

/** Judges the values of a field that are there by what its definition will say; nobody sets any meanwhile. */
export async function judgeStored(
  tx: WriteContext,
  field: Field,
  validations: readonly Validation[],
): Promise<void> {
  const rules = rulesOf(validations);
  const misfits = new Misfits();
  let after: string | null = null;
  for (;;) {
    const rows: { owner_id: string; type: string; value: string }[] = await tx.run(sql<{
      owner_id: string;
      type: string;
      value: string;
    }>`select owner_id, type, value from metafields
      where store_id = ${tx.storeId} and owner_type = ${field.ownerType} and namespace = ${field.namespace} and key = ${field.key}
        ${after === null ? nothing : fragment`and owner_id > ${after}`}
      order by owner_id limit ${page}::int`);
    for (const row of rows)
      misfits.note(row.type === field.type && "value" in judgeValue(field.type, row.value, rules));
    if (rows.length < page) break;
    after = rows.at(-1)!.owner_id;
  }
  misfits.judge();
}
