const offsetMs = 8 * 3_600_000;

/** An instant as Alipay writes it, in China's time and without saying so: `2026-05-20 13:29:35`. */
export function toChinaTime(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 19).replace("T", " ");
}

/** Milliseconds of a time that Alipay wrote; null for what is not one. */
export function readChinaTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const instant = Date.parse(`${text.replace(" ", "T")}+08:00`);
  return Number.isNaN(instant) ? null : instant;
}
