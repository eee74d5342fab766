import { authorize, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { isByHand } from "./credentials.ts";
import type { Device } from "./schemas.ts";
import type { StoryStep } from "./story.ts";

/** One try to pay, with what was asked and answered in order. Amounts in minor units. */
export interface AttemptStory {
  readonly id: string;
  readonly methodTitle: Readonly<Record<string, string>>;
  readonly amount: number;
  readonly currency: string;
  readonly state: string;
  /** Where the customer's page was open; null where nobody knew. */
  readonly device: Device | null;
  /** Whether money comes by hand, so that nobody was called. */
  readonly isByHand: boolean;
  /** How many times we asked the provider ourselves. */
  readonly queries: number;
  /** What the provider said when it declined, for the merchant. */
  readonly decline: LocalizedText | null;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly story: readonly (StoryStep & { readonly at: string })[];
}

// Who tries more often than this is no customer.
const most = 50;

/** The attempts to pay something, the first one first. */
export async function listAttempts(
  ctx: StoreContext,
  input: { purpose: string; referenceId: string },
): Promise<AttemptStory[]> {
  authorize(ctx, "payments.listAttempts");
  const [rows] = await ctx.read(sql<Omit<AttemptStory, "isByHand"> & { provider: string }>`
    select t.id, t.provider, a.title as "methodTitle", t.amount, t.currency, t.state, t.request->'customer'->>'kind' as device,
      t.queries, t.decline->'merchant' as decline, t.created_at as "startedAt", t.expires_at as "expiresAt", t.story
    from payment_attempts t
    join payment_accounts a on a.store_id = t.store_id and a.id = t.account_id
    where t.store_id = ${ctx.storeId} and t.purpose = ${input.purpose} and t.reference_id = ${input.referenceId}
    order by t.created_at, t.id limit ${most}::int`);
  return rows.map(({ provider, ...row }) => ({
    ...row,
    isByHand: isByHand(provider),
  }));
}
