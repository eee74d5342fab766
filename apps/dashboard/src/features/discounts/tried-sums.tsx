"use client";

import type { TriedCart } from "@hutong/checkout";
import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";

type Why = NonNullable<NonNullable<TriedCart["code"]>["why"]>;

function useWhy(): (why: Why) => string {
  const t = useTranslations("discounts.why");
  const { amount, dayAndTime } = useFormats();
  return (why) => {
    switch (why.kind) {
      case "not_begun":
        return t("not_begun", { day: dayAndTime(new Date(why.at)) });
      case "minimum_amount":
        return t("minimum_amount", { amount: amount(why.missing) });
      case "minimum_quantity":
        return t("minimum_quantity", { count: why.missing });
      default:
        return t(why.kind);
    }
  };
}

/** The sums of a cart that was tried: every line and what takes what off it, then the whole. */
export function TriedSums({ tried }: { tried: TriedCart }) {
  const t = useTranslations("discounts.try");
  const { amount, money } = useFormats();
  const why = useWhy();
  const { totals, draft, code } = tried;
  const isTaken = draft === "taken";
  return (
    <div className="flex flex-col gap-3">
      {draft ? (
        <p>
          <Badge tone={isTaken ? "success" : "neutral"} dot={isTaken ? "full" : "empty"}>
            {isTaken ? t("taken") : t("notTaken")}
          </Badge>
          {isTaken ? null : <span className="mt-1 block text-ink-2">{why(draft)}</span>}
        </p>
      ) : null}
      {code?.why ? <p className="text-ink-2">{`${code.code}: ${why(code.why)}`}</p> : null}
      <ul className="border-line border-y py-2">
        {tried.lines.map((line) => (
          <li key={line.variantId} className="py-1">
            <Row label={`${line.title} × ${line.quantity}`} value={amount(line.gross)} />
            {line.discounts.map((part) => (
              <Row
                key={part.name}
                className="pl-3 text-success"
                label={part.name}
                value={`−${amount(part.amount)}`}
              />
            ))}
          </li>
        ))}
      </ul>
      <dl>
        <Row label={t("subtotal")} value={money(totals.subtotal)} />
        {tried.discounts
          .filter((one) => !one.isOfShipping)
          .map((one) => (
            <Row key={one.id} className="text-success" label={one.name} value={`−${money(one.amount)}`} />
          ))}
        <Row label={t("shipping")} value={money(totals.shipping)} />
        {tried.discounts
          .filter((one) => one.isOfShipping)
          .map((one) => (
            <Row
              key={one.id}
              className="pl-3 text-success"
              label={t("ofShipping", { name: one.name })}
              value={`−${money(one.amount)}`}
            />
          ))}
        {totals.tax.amount > 0 ? (
          <Row label={totals.isTaxIncluded ? t("taxIncluded") : t("tax")} value={money(totals.tax)} />
        ) : null}
        <Row className="mt-1 font-semibold text-section" label={t("total")} value={money(totals.total)} />
      </dl>
    </div>
  );
}

function Row({ label, value, className = "" }: { label: string; value: string; className?: string }) {
  return (
    <div className={`flex items-baseline justify-between gap-3 ${className}`}>
      <span className="min-w-0">{label}</span>
      <span className="flex-none tabular-nums">{value}</span>
    </div>
  );
}
