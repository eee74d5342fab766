import { formatMoney, parseMoney } from "@hutong/kernel";
import type { PublicFact } from "@hutong/metafields";
import type { Frame } from "../frame.ts";

/** A kept value as people read it in the page's language. */
export function fieldText(
  type: PublicFact["type"],
  value: string,
  { locale, t }: Pick<Frame, "locale" | "t">,
): string {
  switch (type) {
    case "number_integer":
      return new Intl.NumberFormat(locale).format(Number(value));
    case "number_decimal":
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 9 }).format(value as `${number}`);
    case "boolean":
      return value === "true" ? t.yes : t.no;
    case "date":
      return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(value));
    case "date_time":
      return new Intl.DateTimeFormat(locale, {
        dateStyle: "long",
        timeStyle: "short",
        timeZone: "UTC",
      }).format(new Date(value));
    case "money": {
      const { amount, currency_code } = JSON.parse(value) as { amount: string; currency_code: string };
      return formatMoney(parseMoney(amount, currency_code), locale);
    }
    case "url":
      return value.replace(/^(https?:\/\/|mailto:|tel:|sms:)/, "").replace(/\/$/, "");
    default:
      return value;
  }
}
