/** What goes wrong with one answer of the API. */
export type AnswerFault =
  /** Answered instead of doing anything. `isKept`: under the request's key, and replayed for a day. */
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly isKept?: boolean }
  /** The connection breaks: before anything was done, or after all of it was. */
  | { readonly kind: "break-before" }
  | { readonly kind: "break-after" }
  /** Nothing is ever answered, though all was done. */
  | { readonly kind: "hang" }
  /** The body stops in the middle. */
  | { readonly kind: "stall" };

/** What goes wrong with one event that is sent. */
export type NoticeFault =
  | "drop"
  | "double"
  | "wrong-signature"
  | "wrong-amount"
  | "other-mode"
  | { readonly delaySeconds: number };

/** Shares of events from 0 to 1 that get lost or come twice, and the longest delay; drawn anew for each. */
export interface NoticeWeather {
  readonly drop: number;
  readonly double: number;
  readonly maxDelaySeconds: number;
  readonly isReordered: boolean;
}

export interface Faults {
  /** Each for one call whose method and path, as in `POST /v1/refunds`, contain `on`; in their order. */
  answers: { readonly on: string; readonly fault: AnswerFault }[];
  /** Each for the next event. */
  notices: NoticeFault[];
  weather: NoticeWeather;
  /** How refunds begin, and how those end that begin as pending. */
  refundsBegin: "succeeded" | "pending" | "requires_action";
  refundsEnd: "succeeded" | "failed" | "canceled";
  /** A number from 0 up to 1; replaced where a run must repeat itself. */
  random: () => number;
}

export const fairWeather: NoticeWeather = { drop: 0, double: 0, maxDelaySeconds: 0, isReordered: false };

/** Everything goes well. */
export const calm = () => ({
  answers: [],
  notices: [],
  weather: fairWeather,
  refundsBegin: "succeeded" as const,
  refundsEnd: "succeeded" as const,
});

export function createFaults(): Faults {
  return { ...calm(), random: Math.random };
}

/** The fault for a call, used up; undefined for one that goes well. */
export function takeAnswerFault(faults: Faults, call: string): AnswerFault | undefined {
  const at = faults.answers.findIndex(({ on }) => call.includes(on));
  return at < 0 ? undefined : faults.answers.splice(at, 1)[0]!.fault;
}
