import {
  type AnswerWeather,
  type CommonNoticeFault,
  drawAnswerFault,
  fairAnswers,
  fairWeather,
  type NoticeFaults,
  takePlanned,
} from "@hutong/simulator";

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
  | CommonNoticeFault
  | "wrong-signature"
  | "wrong-amount"
  | "foreign-app"
  | "foreign-seller";

export interface Faults extends NoticeFaults<NoticeFault> {
  /** Each for one call whose method contains `on`; in their order. */
  answers: { readonly on: string; readonly fault: AnswerFault }[];
  answerWeather: AnswerWeather;
  /** Seconds that a refund takes; 0: it is done with its answer. */
  refundSeconds: number;
  /** A bill with another amount than its totals say, without its last file, or that ends in the middle. */
  bill: "good" | "altered" | "half" | "cut";
}

export function createFaults(): Faults {
  return {
    answers: [],
    notices: [],
    weather: fairWeather,
    answerWeather: fairAnswers,
    refundSeconds: 0,
    bill: "good",
    random: Math.random,
  };
}

/** The fault for a call: the next that was planned for its method, used up, else as the weather is. */
export function takeAnswerFault(faults: Faults, method: string): AnswerFault | undefined {
  const planned = takePlanned(faults.answers, method);
  if (planned) return planned;
  const kind = drawAnswerFault(faults);
  return kind === "unavailable" ? { kind: "status", status: 503 } : kind && { kind };
}
