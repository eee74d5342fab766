import type { GiftCardProblem } from "@hutong/gift-cards";
import type { Money } from "@hutong/kernel";

/** A gift card of a checkout as its page shows it. */
export interface GiftCardView {
  readonly id: string;
  /** The last four characters of its code. */
  readonly last: string;
  /** What this checkout can spend of it. */
  readonly balance: Money;
  readonly pays: Money;
  /** Why it pays nothing, as a code; null when it can. */
  readonly problem: GiftCardProblem | null;
}

/** What a gift card pays of a total. */
export interface TenderView {
  readonly id: string;
  readonly last: string;
  readonly amount: Money;
}
