const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formats.set(key, made);
  return made;
}

/** "14:38" on the store's clock. */
export function time(at: Date, locale: string, timeZone: string): string {
  return format(locale, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** The calendar day on the store's clock, to compare days with. */
export function dayOf(at: Date, timeZone: string): string {
  return format("en-CA", timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

const dayMs = 86_400_000;

/** As people say it: "今天 14:38", "yesterday 09:12", "11月3日 14:38", "3 Nov 2025". */
export function dayAndTime(at: Date, locale: string, timeZone: string, now = new Date()): string {
  const days = Math.round((Date.parse(dayOf(at, timeZone)) - Date.parse(dayOf(now, timeZone))) / dayMs);
  const clock = time(at, locale, timeZone);
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return `${word} ${clock}`;
  }
  const isThisYear = dayOf(at, timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4);
  const date = format(locale, timeZone, {
    month: locale.startsWith("zh") ? "long" : "short",
    day: "numeric",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(at);
  return isThisYear ? `${date} ${clock}` : date;
}

/** Hour of the day (0 to 23) on the store's clock. */
export function hourOf(at: Date, timeZone: string): number {
  return Number(format("en", timeZone, { hour: "numeric", hourCycle: "h23" }).format(at));
}

/** The day in full: "11月24日 星期二", "Tuesday 24 November". */
export function longDay(at: Date, locale: string, timeZone: string): string {
  return format(locale, timeZone, { weekday: "long", month: "long", day: "numeric" }).format(at);
}
