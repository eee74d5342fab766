import type { StaffDispute } from "@hutong/orders";
import type { AttemptStory } from "@hutong/payments";

type DisputeState = StaffDispute["state"];

const actions = ["redirect", "qr-code", "identify", "client-confirm", "embedded", "open-in-browser"] as const;
const doors = ["answer", "return", "notice", "query", "bill"] as const;
const sources = [...doors, "staff"] as const;

/** What one line of a story says; `payment-story` has the sentences. */
export type StorySaying =
  | { readonly kind: "asked" | "chosen"; readonly device: AttemptStory["device"] }
  | { readonly kind: "action"; readonly action: (typeof actions)[number] | "other" }
  | { readonly kind: "disputed"; readonly state: DisputeState }
  | { readonly kind: "disputeTook" | "disputeReturned" }
  | { readonly kind: "unreached" | "closed" | "expired" | "written" | "voided" }
  | {
      readonly kind: "authorized";
      readonly source: (typeof doors)[number];
      /** Whether it is for this order, or let go at once. */
      readonly isUsed: boolean;
    }
  /** Of what was reserved, by us. */
  | { readonly kind: "captured" }
  | {
      readonly kind: "paid";
      readonly source: (typeof sources)[number];
      readonly use: "applied" | "surplus" | "parked";
    }
  | { readonly kind: "shared" | "share-returned" }
  | { readonly kind: "happened" | "share-failed"; readonly what: NonNullable<AttemptStory["decline"]> }
  | {
      readonly kind: "declined";
      readonly source: (typeof sources)[number];
      readonly why: AttemptStory["decline"];
    };

export interface StoryLine {
  readonly key: string;
  readonly at: Date;
  /** The way to pay; of the order itself there is none. */
  readonly methodTitle: AttemptStory["methodTitle"] | null;
  readonly amount: number;
  readonly currency: string;
  readonly says: StorySaying;
}

const known = <Word extends string>(words: readonly Word[], word: string): Word | undefined =>
  words.find((one) => one === word);

function sayingOf(attempt: AttemptStory, step: AttemptStory["story"][number]): StorySaying {
  if (step.kind === "action") return { kind: "action", action: known(actions, step.action) ?? "other" };
  const isReserved = attempt.story.some(({ kind }) => kind === "authorized");
  if (step.kind === "paid" && isReserved && step.source === "answer" && step.use === "applied")
    return { kind: "captured" };
  if (step.kind === "paid")
    return { kind: "paid", source: known(sources, step.source) ?? "answer", use: step.use };
  if (step.kind === "authorized")
    return { kind: "authorized", source: known(doors, step.source) ?? "answer", isUsed: step.isUsed };
  if (step.kind === "declined")
    return { kind: "declined", source: known(sources, step.source) ?? "answer", why: attempt.decline };
  if (step.kind === "disputed") return { kind: "disputed", state: step.state };
  if (step.kind === "dispute-money") return { kind: step.amount < 0 ? "disputeReturned" : "disputeTook" };
  if (step.kind === "happened" || step.kind === "share-failed") return { kind: step.kind, what: step.what };
  return { kind: step.kind };
}

function linesOf(attempt: AttemptStory, now: Date): StoryLine[] {
  const { id, methodTitle, amount, currency } = attempt;
  const line = (key: string, at: Date, says: StorySaying, money = { amount, currency }): StoryLine => ({
    key: `${id} ${key}`,
    at,
    methodTitle,
    ...money,
    says,
  });
  const lines = [
    line("begun", attempt.startedAt, {
      kind: attempt.isByHand ? "chosen" : "asked",
      device: attempt.device,
    }),
    ...attempt.story.map((step, index) =>
      line(
        String(index),
        new Date(step.at),
        sayingOf(attempt, step),
        "amount" in step ? { amount: Math.abs(step.amount), currency: step.currency } : { amount, currency },
      ),
    ),
  ];
  const isOpen = attempt.state === "pending" || attempt.state === "action_required";
  if (isOpen && attempt.expiresAt <= now) lines.push(line("expired", attempt.expiresAt, { kind: "expired" }));
  return lines;
}

/** What was asked and answered about a payment, in the order that it happened; `order` is when it became one. */
export function storyLines(
  attempts: readonly AttemptStory[],
  order: { readonly placedAt: Date; readonly total: number; readonly currency: string } | null,
  now: Date,
): StoryLine[] {
  const lines = attempts.flatMap((attempt) => linesOf(attempt, now));
  if (order)
    lines.push({
      key: "order",
      at: order.placedAt,
      methodTitle: null,
      amount: order.total,
      currency: order.currency,
      says: { kind: "written" },
    });
  // An order that is written with its payment comes after it.
  return lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => a.line.at.getTime() - b.line.at.getTime() || a.index - b.index)
    .map(({ line }) => line);
}
