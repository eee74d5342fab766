/** What goes wrong with one answer of the gateway. */
export type AnswerFault =
  /** HTTP, answered instead of doing anything. */
  | { readonly kind: "status"; readonly status: number }
  /** Refused instead of doing anything. */
  | { readonly kind: "refuse"; readonly code: string; readonly subCode: string }
  /** Said not to be known, after all of it was done. */
  | { readonly kind: "unknown-after"; readonly code: string; readonly subCode: string }
  /** The connection breaks: before anything was done, or after all of it was. */
  | { readonly kind: "break-before" }
  | { readonly kind: "break-after" }
  | { readonly kind: "wrong-signature" }
  | { readonly kind: "unsigned" }
  /** Something else than JSON. */
  | { readonly kind: "html" }
  /** Nothing is ever answered, though all was done. */
  | { readonly kind: "hang" };

/** What goes wrong with one notice that is sent. */
export type NoticeFault =
  | "drop"
  | "double"
  | "wrong-signature"
  | "wrong-amount"
  | "foreign-app"
  | "foreign-seller"
  | { readonly delaySeconds: number };

/** Shares of notices from 0 to 1 that get lost or come twice, and the longest delay; drawn anew for each. */
export interface NoticeWeather {
  readonly drop: number;
  readonly double: number;
  readonly maxDelaySeconds: number;
  readonly isReordered: boolean;
}

const fair: NoticeWeather = { drop: 0, double: 0, maxDelaySeconds: 0, isReordered: false };

export interface Faults {
  /** Each for one call whose method contains `on`; in their order. */
  answers: { readonly on: string; readonly fault: AnswerFault }[];
  /** Each for the next notice. */
  notices: NoticeFault[];
  weather: NoticeWeather;
  /** Seconds that a refund takes; 0: it is done with its answer. */
  refundSeconds: number;
  /** A bill with another amount than its totals say, without its last file, or that ends in the middle. */
  bill: "good" | "altered" | "half" | "cut";
  /** A number from 0 up to 1; replaced where a run must repeat itself. */
  random: () => number;
}

export function createFaults(): Faults {
  return { answers: [], notices: [], weather: fair, refundSeconds: 0, bill: "good", random: Math.random };
}

/** The fault for a call, used up; undefined for one that goes well. */
export function takeAnswerFault(faults: Faults, method: string): AnswerFault | undefined {
  const at = faults.answers.findIndex(({ on }) => method.includes(on));
  return at < 0 ? undefined : faults.answers.splice(at, 1)[0]!.fault;
}
