import { z } from "zod";

/** What we write into Stripe's objects to know them again; sessions do not hand it on to their payment intents. */
export const Metadata = z
  .object({
    hutong_account: z.string(),
    hutong_attempt: z.string(),
    hutong_refund: z.string(),
  })
  .partial()
  .nullish();
type Metadata = z.infer<typeof Metadata>;

/** Metadata of whatever belongs to an attempt; `refund` is a refund's request key. */
export function metadataOf(
  accountId: string,
  attemptId: string,
  refund?: string,
): { [name: string]: string } {
  return {
    hutong_account: accountId,
    hutong_attempt: attemptId,
    ...(refund === undefined ? {} : { hutong_refund: refund }),
  };
}

/** The attempt that an object belongs to; null where it is not this account's, or a person has changed what we wrote. */
export function attemptIdOf(accountId: string, metadata: Metadata): string | null {
  const id = metadata?.hutong_account === accountId ? metadata.hutong_attempt : undefined;
  return id && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
