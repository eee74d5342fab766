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
  /** Answered instead of doing anything. */
  | { readonly kind: "status"; readonly status: number; readonly code: string }
  /** The connection breaks: before anything was done, or after all of it was. */
  | { readonly kind: "break-before" }
  | { readonly kind: "break-after" }
  /** A probe: the signature begins with WECHATPAY/SIGNTEST/. */
  | { readonly kind: "wrong-signature" }
  | { readonly kind: "unsigned" }
  /** Nothing is ever answered. */
  | { readonly kind: "hang" };

/** What goes wrong with one notice that is sent. */
export type NoticeFault =
  | CommonNoticeFault
  | "wrong-signature"
  | "wrong-amount"
  | "foreign-merchant"
  | "wrong-tag";

export interface Faults extends NoticeFaults<NoticeFault> {
  /** Each for one call whose path contains `on`; in their order. */
  answers: { readonly on: string; readonly fault: AnswerFault }[];
  answerWeather: AnswerWeather;
  /** How refunds end. */
  refundsEnd: "SUCCESS" | "ABNORMAL" | "CLOSED";
  /** A bill's file that is not what its hash says, ends in the middle, or holds all sub-merchants of a service provider. */
  bill: "good" | "altered" | "cut" | "of-all";
  /** Each for one call of a mini program's API whose path contains `on`: refused with this errcode. */
  errcodes: { readonly on: string; readonly errcode: number }[];
}

export function createFaults(): Faults {
  return {
    answers: [],
    notices: [],
    weather: fairWeather,
    answerWeather: fairAnswers,
    refundsEnd: "SUCCESS",
    bill: "good",
    errcodes: [],
    random: Math.random,
  };
}

/** The fault for a call: the next that was planned for its path, used up, else as the weather is. */
export function takeAnswerFault(faults: Faults, path: string): AnswerFault | undefined {
  const planned = takePlanned(faults.answers, path);
  if (planned) return planned;
  const kind = drawAnswerFault(faults);
  return kind === "unavailable"
    ? { kind: "status", status: 503, code: "SERVICE_UNAVAILABLE" }
    : kind && { kind };
}
