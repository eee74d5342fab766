import type { Cell } from "@hutong/db";
import { isHandleTaken, isReservedHandle, isStoreHandle } from "@hutong/stores";

/** Whether a new store could take this handle, for a form that tells while one types. */
export async function checkHandle(
  cell: Cell,
  handle: string,
): Promise<"free" | "taken" | "reserved" | "ill_formed"> {
  if (!isStoreHandle(handle)) return "ill_formed";
  if (isReservedHandle(handle)) return "reserved";
  return (await isHandleTaken(cell, handle)) ? "taken" : "free";
}
