"use client";

import type { GiftCardPage } from "@hutong/gift-cards";
import { Button, EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { GiftCardRow, useGiftCardColumns } from "./columns.tsx";
import { IssueDialog } from "./issue-dialog.tsx";
import { type GiftCardsQuery, giftCardsInput } from "./query.ts";

/** Gift cards, newest first, and what the shop owes for them. */
export function GiftCardsPage({ query }: { query: GiftCardsQuery }) {
  const t = useTranslations("giftCards");
  const common = useTranslations();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const columns = useGiftCardColumns();
  const [isIssuing, setIssuing] = useState(false);
  const cards = useQuery(
    trpc.giftCards.list.queryOptions(
      { store: handle, ...giftCardsInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const { data } = cards;
  const issue = (
    <Button
      look="primary"
      icon="plus"
      reason={role === "staff" ? common("errors.forbidden") : null}
      onClick={() => setIssuing(true)}
    >
      {t("issue")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} note={data ? <Owed owed={data.owed} /> : null} actions={issue} />
      <ListSearch label={t("searchLabel")} query={query.q} pathFor={(q) => paths.giftCards(handle, { q })} />
      {cards.isError ? (
        <BlockFailure error={cards.error} onRetry={() => void cards.refetch()} />
      ) : !data ? (
        <SkeletonRows label={common("common.loading")} />
      ) : data.items.length === 0 ? (
        <NoCards query={query} />
      ) : (
        <>
          <DataList
            label={t("title")}
            columns={columns}
            rows={data.items}
            numberColumns={["balance"]}
            isStale={cards.isPlaceholderData}
            card={(card) => <GiftCardRow card={card} />}
          />
          <Pages query={query} page={data} />
        </>
      )}
      {isIssuing && data ? <IssueDialog currency={data.currency} onClose={() => setIssuing(false)} /> : null}
    </>
  );
}

function Owed({ owed }: { owed: GiftCardPage["owed"] }) {
  const t = useTranslations("giftCards");
  const locale = useLocale();
  const { money } = useFormats();
  const sums = owed.filter(({ amount }) => amount > 0).map((one) => money(one));
  return sums.length === 0 ? null : t("owed", { amount: new Intl.ListFormat(locale).format(sums) });
}

function NoCards({ query }: { query: GiftCardsQuery }) {
  const t = useTranslations("giftCards");
  const orders = useTranslations("orders");
  const { handle } = useStore();
  if (query.q)
    return (
      <EmptyState
        title={t("noMatch")}
        actions={
          <Button asChild>
            <Link href={paths.giftCards(handle)}>{orders("clear")}</Link>
          </Button>
        }
      />
    );
  return (
    <EmptyState title={t("emptyTitle")} picture={<StillLife />}>
      {t("emptyNote")}
    </EmptyState>
  );
}

function Pages({ query, page }: { query: GiftCardsQuery; page: GiftCardPage }) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  if (!query.before && !page.nextBefore) return null;
  return (
    <footer className="mt-auto flex justify-end gap-2 px-7 py-3 max-md:px-4">
      {query.before ? (
        <Button asChild>
          <Link href={paths.giftCards(handle, { q: query.q })}>{t("newer")}</Link>
        </Button>
      ) : null}
      {page.nextBefore ? (
        <Button asChild>
          <Link href={paths.giftCards(handle, { q: query.q, before: page.nextBefore })}>{t("older")}</Link>
        </Button>
      ) : null}
    </footer>
  );
}
