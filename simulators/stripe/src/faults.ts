import {
  type AnswerWeather,
  type CommonNoticeFault,
  drawAnswerFault,
  fairAnswers,
  fairWeather,
  type NoticeFaults,
  takePlanned,
} from "@hutong/simulator";

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
export type NoticeFault = CommonNoticeFault | "wrong-signature" | "wrong-amount" | "other-mode";

export interface Faults extends NoticeFaults<NoticeFault> {
  /** Each for one call whose method and path, as in `POST /v1/refunds`, contain `on`; in their order. */
  answers: { readonly on: string; readonly fault: AnswerFault }[];
  answerWeather: AnswerWeather;
  /** How refunds begin, and how those end that begin as pending. */
  refundsBegin: "succeeded" | "pending" | "requires_action";
  refundsEnd: "succeeded" | "failed" | "canceled";
}

/** Everything goes well. */
export const calm = () => ({
  answers: [],
  notices: [],
  weather: fairWeather,
  answerWeather: fairAnswers,
  refundsBegin: "succeeded" as const,
  refundsEnd: "succeeded" as const,
});

export function createFaults(): Faults {
  return { ...calm(), random: Math.random };
}

/** The fault for a call: the next that was planned for it, used up, else as the weather is. */
export function takeAnswerFault(faults: Faults, call: string): AnswerFault | undefined {
  const planned = takePlanned(faults.answers, call);
  if (planned) return planned;
  const kind = drawAnswerFault(faults);
  return kind === "unavailable" ? { kind: "status", status: 503 } : kind && { kind };
}
