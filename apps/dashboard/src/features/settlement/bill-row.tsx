"use client";

import { localized } from "@hutong/kernel";
import type { BillItem, BillTotals } from "@hutong/payments";
import { Second } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { BillBadge } from "./bill-badge.tsx";
import { writeDay } from "./bill-days.ts";

/** One bill of a list: day and account, how it stands, and what it comes to. */
export function BillRow({ bill }: { bill: BillItem }) {
  const locale = useLocale();
  const { handle } = useStore();
  return (
    <li className="relative flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t py-3 focus-within:bg-sunken hover:bg-sunken">
      <span className="min-w-0 flex-1 basis-52">
        <Link href={paths.bill(handle, bill.accountId, bill.day)} className={rowLink}>
          {writeDay(bill.day, locale)}
        </Link>
        <Second suppressHydrationWarning>
          {localized(bill.accountTitle, locale)} · <BillProgress bill={bill} />
        </Second>
      </span>
      <BillBadge bill={bill} />
      <BillNet bill={bill} />
    </li>
  );
}

function BillProgress({ bill }: { bill: BillItem }) {
  const t = useTranslations("settlement");
  const { dayAndTime } = useFormats();
  if (bill.state === "reading") return t("linesRead", { count: bill.linesRead });
  if (bill.state !== "compared") return bill.nextAt ? t("nextAt", { when: dayAndTime(bill.nextAt) }) : null;
  const parts = (["open", "healed", "resolved", "noted"] as const)
    .filter((part) => bill[part] > 0)
    .map((part) => t(part, { count: bill[part] }));
  return [t("lines", { count: bill.lines }), ...parts].join(" · ");
}

/** What a currency's bill comes to: payments less refunds, what disputes took, and fees. */
export const netOf = ({ payments, refunds, disputes = 0, fees }: BillTotals["bill"]) =>
  payments - refunds - disputes - fees;

function BillNet({ bill }: { bill: BillItem }) {
  const t = useTranslations("settlement");
  const { money } = useFormats();
  if (bill.state !== "compared") return null;
  return (
    <span className="text-right tabular-nums max-md:ml-auto md:w-40">
      {bill.totals.length === 0 ? <span className="text-ink-3 text-small">{t("nothing")}</span> : null}
      {bill.totals.map((one) => (
        <b key={one.currency} className="block font-semibold">
          {money({ amount: netOf(one.bill), currency: one.currency })}
        </b>
      ))}
    </span>
  );
}
