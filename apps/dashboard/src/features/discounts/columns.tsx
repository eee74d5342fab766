"use client";

import type { DiscountItem, DiscountState } from "@hutong/pricing";
import { Badge, Second } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useDiscountWords } from "./discount-words.ts";

export function useDiscountColumns(): ListColumn<DiscountItem>[] {
  const t = useTranslations("discounts.columns");
  return useMemo(
    () => [
      { id: "name", header: t("name"), cell: ({ row }) => <NameCell discount={row.original} /> },
      { id: "state", header: t("state"), cell: ({ row }) => <StateBadge state={row.original.state} /> },
      { id: "method", header: t("method"), cell: ({ row }) => <Method discount={row.original} /> },
      { id: "until", header: t("until"), cell: ({ row }) => <Until discount={row.original} /> },
      { id: "uses", header: t("uses"), cell: ({ row }) => <Uses discount={row.original} /> },
    ],
    [t],
  );
}

const looks = {
  active: { tone: "success", dot: "full" },
  scheduled: { tone: "info", dot: "empty" },
  used_up: { tone: "warning", dot: "full" },
  ended: { tone: "neutral", dot: "none" },
} as const;

export function StateBadge({ state }: { state: DiscountState }) {
  const t = useTranslations("discounts.state");
  return <Badge {...looks[state]}>{t(state)}</Badge>;
}

function NameCell({ discount }: { discount: DiscountItem }) {
  const { handle } = useStore();
  const words = useDiscountWords();
  return (
    <>
      <Link href={paths.discount(handle, discount.id)} className={rowLink}>
        {words.name(discount)}
      </Link>
      <Second>{[words.worth(discount), words.minimum(discount)].filter(Boolean).join(" · ")}</Second>
    </>
  );
}

function Method({ discount }: { discount: DiscountItem }) {
  const t = useTranslations("discounts");
  const { method, codeCount, firstCode } = discount;
  if (method === "automatic") return <span className="text-ink-2">{t("automatic")}</span>;
  return (
    <>
      <span className="font-mono">{firstCode}</span>
      {codeCount > 1 ? <Second>{t("moreCodes", { count: codeCount - 1 })}</Second> : null}
    </>
  );
}

function Until({ discount: { startsAt, endsAt, state } }: { discount: DiscountItem }) {
  const t = useTranslations("discounts");
  const { dayAndTime } = useFormats();
  const text =
    state === "scheduled"
      ? t("fromDay", { day: dayAndTime(new Date(startsAt)) })
      : endsAt === null
        ? t("noEnd")
        : dayAndTime(new Date(endsAt));
  return (
    <span className="text-ink-3" suppressHydrationWarning>
      {text}
    </span>
  );
}

// What nobody counts has no number: an automatic discount without a limit.
function Uses({ discount: { uses, mostUses, isCounted } }: { discount: DiscountItem }) {
  const t = useTranslations("discounts");
  const { count } = useFormats();
  if (!isCounted) return <span className="text-ink-3">{t("notCounted")}</span>;
  return mostUses === null ? count(uses) : `${count(uses)} / ${count(mostUses)}`;
}

/** The same discount on the phone. */
export function DiscountCard({ discount }: { discount: DiscountItem }) {
  return (
    <div className="relative flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <NameCell discount={discount} />
        <div className="mt-1 text-body text-ink-2">
          <Method discount={discount} />
        </div>
      </div>
      <div className="flex flex-col items-end gap-1 text-body">
        <StateBadge state={discount.state} />
        <Uses discount={discount} />
      </div>
    </div>
  );
}
