const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A number of bytes as people read it, in steps of 1,000: "12.4 MB". */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step]!,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
