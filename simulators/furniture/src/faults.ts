import { z } from "zod";

/** Shares of notices from 0 to 1 that get lost or come twice, and the longest delay; drawn anew for each. */
export interface NoticeWeather {
  readonly drop: number;
  readonly double: number;
  readonly maxDelaySeconds: number;
  readonly isReordered: boolean;
}

export const fairWeather: NoticeWeather = { drop: 0, double: 0, maxDelaySeconds: 0, isReordered: false };

/** A share, from 0 to 1. */
export const Share = z.number().min(0).max(1);

/** What the control door takes as weather. */
export const WeatherInput = z.strictObject({
  drop: Share.default(0),
  double: Share.default(0),
  maxDelaySeconds: z.int().min(0).default(0),
  isReordered: z.boolean().default(false),
});

/** A notice that comes late, the first time. */
export const DelayInput = z.strictObject({ delaySeconds: z.int().min(0) });

/** What can go wrong with any provider's notice. */
export type CommonNoticeFault = "drop" | "double" | { readonly delaySeconds: number };

/** What goes wrong with notices: `Fault` is all that a provider's can suffer. */
export interface NoticeFaults<Fault> {
  /** Each for the next notice. */
  notices: Fault[];
  weather: NoticeWeather;
  /** A number from 0 up to 1; replaced where a run must repeat itself. */
  random: () => number;
}

/** The fault for a notice: the next that was planned, used up, else as the weather is. */
export function drawNoticeFault<Fault>(faults: NoticeFaults<Fault>): Fault | CommonNoticeFault | undefined {
  const planned = faults.notices.shift();
  if (planned !== undefined) return planned;
  const { drop, double, maxDelaySeconds } = faults.weather;
  const drawn = faults.random();
  if (drawn < drop) return "drop";
  if (drawn < drop + double) return "double";
  return maxDelaySeconds > 0 ? { delaySeconds: Math.floor(faults.random() * maxDelaySeconds) } : undefined;
}

/** Shares of calls from 0 to 1 that fail: refused with 503 before anything was done, or not answered after all of it was. */
export interface AnswerWeather {
  readonly unavailable: number;
  readonly breakAfter: number;
  readonly hang: number;
}

export const fairAnswers: AnswerWeather = { unavailable: 0, breakAfter: 0, hang: 0 };

/** What the control door takes as weather of answers. */
export const AnswerWeatherInput = z.strictObject({
  unavailable: Share.default(0),
  breakAfter: Share.default(0),
  hang: Share.default(0),
});

/** What the weather does to a call; undefined for one that goes well. In fair weather no number is drawn. */
export function drawAnswerFault({
  answerWeather: { unavailable, breakAfter, hang },
  random,
}: {
  readonly answerWeather: AnswerWeather;
  readonly random: () => number;
}): "unavailable" | "break-after" | "hang" | undefined {
  if (unavailable + breakAfter + hang === 0) return undefined;
  const drawn = random();
  if (drawn < unavailable) return "unavailable";
  if (drawn < unavailable + breakAfter) return "break-after";
  return drawn < unavailable + breakAfter + hang ? "hang" : undefined;
}

/** The next fault that was planned for a call whose name contains `on`, used up; undefined where there is none. */
export function takePlanned<Fault>(
  answers: { readonly on: string; readonly fault: Fault }[],
  call: string,
): Fault | undefined {
  const at = answers.findIndex(({ on }) => call.includes(on));
  return at < 0 ? undefined : answers.splice(at, 1)[0]!.fault;
}
