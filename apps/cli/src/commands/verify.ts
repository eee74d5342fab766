import { AppError } from "@hutong/kernel";
import { storeIdByHandle } from "@hutong/stores";
import { asOwner } from "../owner.ts";
import type { Answer } from "../report.ts";
import { verify } from "../verify/verify.ts";
import { withCell } from "../with-cell.ts";

/** `verify`: every invariant, with the number of rows that break it; exit status 1 when there are any. */
export async function run(options: { store?: string }): Promise<Answer> {
  const { store: handle } = options;
  const storeId = handle ? await withCell((cell) => storeIdByHandle(cell, handle)) : null;
  if (handle && !storeId) throw new AppError("not_found", "store_not_found", { params: { handle } });
  const verification = await asOwner((owner) => verify(owner, storeId));
  const { findings, schemaFaults, stores, isClean } = verification;
  const broken = findings.filter((finding) => finding.violations > 0);
  return {
    data: verification,
    isBad: !isClean,
    lines: [
      ...findings.map(
        ({ id, name, violations, about }) =>
          `${violations === 0 ? "ok" : "BROKEN"}  ${id.padEnd(3)} ${name}: ${violations}  ${about}`,
      ),
      ...broken.flatMap(({ name, examples }) =>
        examples.map(({ storeId: store, what }) => `  ${name}: ${what} (store ${store})`),
      ),
      ...schemaFaults.map((fault) => `BROKEN  schema: ${fault}`),
      isClean
        ? `clean: ${findings.length} invariants hold for ${stores} stores`
        : `not clean: ${broken.length} of ${findings.length} invariants broken, ${schemaFaults.length} faults of the schema`,
    ],
  };
}
