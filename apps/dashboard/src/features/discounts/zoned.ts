/** An instant as a `datetime-local` field has it, on the clock of a time zone: "2026-11-28T09:30". */
export function toZoned(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  });
  return text.format(at).replace(" ", "T");
}

/** The instant that a `datetime-local` field means on the clock of a time zone; an invalid date for what is none. */
export function fromZoned(text: string, timeZone: string): Date {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return new Date(Number.NaN);
  // The zone's offset at about that time, and once more at the moment found: clocks may change between.
  let at = wanted;
  for (let turn = 0; turn < 2; turn += 1) at += wanted - Date.parse(`${toZoned(new Date(at), timeZone)}Z`);
  return new Date(at);
}
