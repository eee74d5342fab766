import type { PaymentProvider } from "@hutong/payment-providers";

/** Days back that a bill is still asked for; providers keep them for three months (WeChat Pay: document 4013071162). */
export const daysBack = 90;

/** How a provider counts the days of its bills, and at which hour of the next day one is ready. */
export function billDaysOf(provider: PaymentProvider): { timezone: string; readyHour: number } {
  return provider.billDays ?? { timezone: "UTC", readyHour: 12 };
}

/** The day `count` days after a day, both `yyyy-mm-dd`. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar, `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Seconds of two hours by which a store asks later than the first, so that not all ask at once. */
export function spreadSeconds(storeId: string): number {
  return Number.parseInt(storeId.slice(-6), 16) % 7200;
}

/** Seconds until a bill is asked for again, after `tries`: a quarter of an hour, then twice as long each time, up to six hours. */
export function nextTryIn(tries: number): number {
  return Math.min(900 * 2 ** Math.max(0, tries - 1), 6 * 3600);
}
