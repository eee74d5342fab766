import type { Cell } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { createUser, findUserByEmail, storeIdByHandle } from "@hutong/stores";
import { demoHandles } from "./read-demo.ts";
import { seedStore } from "./seed-store.ts";

/** Who owns the demo stores. Printed by every start: a demo has nothing to hide. */
export const demoOwner = { email: "merchant@hutong.example", password: "under-the-eaves" };

async function ownerId(cell: Cell): Promise<string> {
  const known = await findUserByEmail(cell, demoOwner.email);
  if (known) return known.id;
  try {
    return (await createUser(cell, { ...demoOwner, name: "Lin Yan", locale: "en", isVerified: true })).userId;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "email_taken")) throw error;
    return (await findUserByEmail(cell, demoOwner.email))!.id;
  }
}

/** Makes the demo stores that are not there yet; what merchants changed in those that are stays. */
export async function seedDemo(cell: Cell): Promise<{ seeded: string[] }> {
  const seeded: string[] = [];
  for (const handle of demoHandles) {
    if (await storeIdByHandle(cell, handle)) continue;
    try {
      await seedStore(cell, handle, await ownerId(cell));
      seeded.push(handle);
    } catch (error) {
      if (!(error instanceof AppError && error.code === "handle_taken")) throw error;
    }
  }
  return { seeded };
}
