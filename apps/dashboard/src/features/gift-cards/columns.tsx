"use client";

import type { StaffGiftCard } from "@hutong/gift-cards";
import { Second } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { writeDay } from "../settlement/bill-days.ts";
import { GiftCardBadge } from "./gift-card-badge.tsx";

export function useGiftCardColumns(): ListColumn<StaffGiftCard>[] {
  const t = useTranslations("giftCards.columns");
  return useMemo(
    () => [
      { id: "card", header: t("card"), cell: ({ row }) => <CodeCell card={row.original} /> },
      { id: "for", header: t("for"), cell: ({ row }) => <ForCell card={row.original} /> },
      { id: "expires", header: t("expires"), cell: ({ row }) => <LastDay card={row.original} /> },
      { id: "state", header: t("state"), cell: ({ row }) => <GiftCardBadge card={row.original} /> },
      { id: "balance", header: t("balance"), cell: ({ row }) => <Balance card={row.original} /> },
    ],
    [t],
  );
}

function CodeCell({ card }: { card: StaffGiftCard }) {
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <>
      <Link href={paths.giftCard(handle, card.id)} className={`${rowLink} tabular-nums`}>
        ···· {card.last}
      </Link>
      <Second suppressHydrationWarning>{dayAndTime(card.createdAt)}</Second>
    </>
  );
}

function ForCell({ card }: { card: StaffGiftCard }) {
  return (
    <>
      {card.recipientEmail ?? <span className="text-ink-3">—</span>}
      {card.note ? <Second>{card.note}</Second> : null}
    </>
  );
}

/** The last day of a card in the reader's words. */
export function LastDay({ card }: { card: StaffGiftCard }) {
  const t = useTranslations("giftCards");
  const locale = useLocale();
  return card.lastDay ? writeDay(card.lastDay, locale) : t("never");
}

function Balance({ card }: { card: StaffGiftCard }) {
  const t = useTranslations("giftCards");
  const { money } = useFormats();
  const { balance, initial, currency } = card;
  return (
    <>
      <b className="font-semibold">{money({ amount: balance, currency })}</b>
      <Second>{t("ofInitial", { amount: money({ amount: initial, currency }) })}</Second>
    </>
  );
}

/** The same card on the phone. */
export function GiftCardRow({ card }: { card: StaffGiftCard }) {
  const { handle } = useStore();
  const { money } = useFormats();
  return (
    <div className="relative">
      <div className="flex items-baseline gap-2">
        <Link href={paths.giftCard(handle, card.id)} className={`${rowLink} text-field`}>
          ···· {card.last}
        </Link>
        <span className="truncate text-ink-3">{card.recipientEmail ?? card.note}</span>
        <b className="ml-auto font-semibold">{money({ amount: card.balance, currency: card.currency })}</b>
      </div>
      <div className="mt-2 flex items-center justify-between gap-2">
        <span className="text-ink-2">
          <LastDay card={card} />
        </span>
        <GiftCardBadge card={card} />
      </div>
    </div>
  );
}
