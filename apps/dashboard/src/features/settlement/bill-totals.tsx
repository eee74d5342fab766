"use client";

import type { BillSums, BillTotals as Totals } from "@hutong/payments";
import { Block, cn } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import { netOf } from "./bill-row.tsx";

const parts = ["payments", "refunds", "disputes", "fees", "net"] as const;
type Part = (typeof parts)[number];

const sumOf = (sums: BillSums, part: Part) => (part === "net" ? netOf(sums) : (sums[part] ?? 0));

// Most days have none.
const isShown = ({ bill, elsewhere, ledger }: Totals, part: Part) =>
  part !== "disputes" || [bill, elsewhere, ledger].some((sums) => sumOf(sums, part) !== 0);

/** A day's sums: what the bill says beside what our ledger says, and what is between them. */
export function BillTotals({ totals }: { totals: readonly Totals[] }) {
  const t = useTranslations("settlement");
  if (totals.length === 0) return null;
  return (
    <Block title={t("sums")}>
      {totals.map((one) => (
        <CurrencyTotals key={one.currency} totals={one} />
      ))}
    </Block>
  );
}

function CurrencyTotals({ totals }: { totals: Totals }) {
  const t = useTranslations("settlement");
  const { money } = useFormats();
  const { currency } = totals;
  const hasElsewhere = Object.values(totals.elsewhere).some((amount) => amount !== 0);
  const columns = hasElsewhere ? (["bill", "elsewhere", "ledger"] as const) : (["bill", "ledger"] as const);
  const write = (amount: number) => money({ amount, currency });
  const cell =
    "border-line border-b py-2 pl-3 text-right tabular-nums max-md:whitespace-nowrap max-md:pl-2 max-md:text-small";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what may be wider than a phone is moved by keys too
    <section aria-label={`${t("sums")} · ${currency}`} tabIndex={0} className="mb-4 overflow-x-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr className="text-ink-3 text-small">
            <th scope="col" className="border-line border-b py-2 text-left font-normal">
              {currency}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={cn(cell, "font-normal")}>
                {t(column)}
              </th>
            ))}
            <th scope="col" className={cn(cell, "font-normal")}>
              {t("gap")}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts
            .filter((part) => isShown(totals, part))
            .map((part) => {
              const [bill, elsewhere, ledger] = [totals.bill, totals.elsewhere, totals.ledger].map((sums) =>
                sumOf(sums, part),
              ) as [number, number, number];
              const gap = bill - elsewhere - ledger;
              const values = { bill, elsewhere, ledger };
              return (
                <tr key={part} className={part === "net" ? "font-semibold" : "text-ink-2"}>
                  <th scope="row" className="border-line border-b py-2 text-left font-[inherit]">
                    {t(part)}
                  </th>
                  {columns.map((column) => (
                    <td key={column} className={cell}>
                      {write(values[column])}
                    </td>
                  ))}
                  <td className={cn(cell, gap !== 0 && "font-semibold text-danger")}>{write(gap)}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </section>
  );
}
