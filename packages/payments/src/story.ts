import { fragment } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import type { DisputeState } from "@hutong/payment-providers";

/** One thing that was asked or answered about an attempt; its time is added by the database. */
export type StoryStep =
  /** The provider asks the customer for something: a page, a code. */
  | { readonly kind: "action"; readonly action: string }
  /** Nobody answered, or not in words of the provider's: nothing is known. */
  | { readonly kind: "unreached" }
  | {
      readonly kind: "paid";
      /** Which door told us: "answer", "return", "notice", "query", "staff". */
      readonly source: string;
      readonly amount: number;
      readonly currency: string;
      readonly use: "applied" | "surplus" | "parked";
    }
  /** Reserved, and not taken yet; not `isUsed`: for nothing any more, so it is let go. */
  | {
      readonly kind: "authorized";
      readonly source: string;
      readonly amount: number;
      readonly currency: string;
      readonly isUsed: boolean;
    }
  /** Reserved no more: let go by us, by the provider, or by time. */
  | { readonly kind: "voided"; readonly source: string }
  | { readonly kind: "declined"; readonly source: string }
  /** The customer objects with their bank, or what became of that. */
  | {
      readonly kind: "disputed";
      readonly state: DisputeState;
      readonly amount: number;
      readonly currency: string;
    }
  /** A dispute took money, or gave it back: then the amount is negative. */
  | { readonly kind: "dispute-money"; readonly amount: number; readonly currency: string }
  /** A try failed or goes on, and the attempt stays open; `key` is the provider's, the same for the same happening. */
  | { readonly kind: "happened"; readonly key: string; readonly what: LocalizedText }
  /** The platform took its part of what was paid, or gave back what of it belongs to a refund. */
  | { readonly kind: "shared" | "share-returned"; readonly amount: number; readonly currency: string }
  /** The platform's part could not be taken, or not be given back, yet. */
  | { readonly kind: "share-failed"; readonly what: LocalizedText }
  /** Closed at the provider: it can be paid no more. */
  | { readonly kind: "closed" };

// Nobody fills a row by pressing a button.
const longest = 60;

/** `story = …` for a statement that changes an attempt: adds a step at the end. */
export function addStep(step: StoryStep): object {
  return fragment`story = case when jsonb_array_length(story) < ${longest}::int
    then story || jsonb_build_array(${step}::jsonb || jsonb_build_object('at', app_now())) else story end`;
}
