/** A day of a bill, `yyyy-mm-dd`, as the reader's language writes it; it is the provider's day, so no time zone moves it. */
export function writeDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    month: locale.startsWith("zh") ? "long" : "short",
    day: "numeric",
    weekday: "short",
  }).format(new Date(`${day}T00:00:00Z`));
}
