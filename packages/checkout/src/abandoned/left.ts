import { fingerprint, fragment, type StoreContext } from "@hutong/db";
import { storeKey } from "@hutong/stores";

/** Minutes after which a checkout with a contact counts as left. */
export const leftMinutes = 60;
/** Days in which a link brings it back; what is older is not listed either. */
export const recoveryDays = 30;
/** Hours between two letters about one checkout. */
export const letterHours = 24;

/** Whether a checkout (alias `k`) is young enough for its link. */
export const isYoung = (): object =>
  fragment`k.updated_at > app_now() - ${recoveryDays}::int * interval '1 day'`;

/** What is kept of an address that wants no such letters: it names nobody. */
export async function stopMark(ctx: StoreContext, email: string): Promise<string> {
  return fingerprint(await storeKey(ctx), ctx.storeId, "letter stop", email.trim().toLowerCase());
}
