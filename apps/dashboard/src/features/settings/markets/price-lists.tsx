"use client";

import type { MarketView, PriceListView } from "@hutong/pricing";
import { Badge, Button, Icon, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import { percentOf } from "./market-values.ts";

/** The price lists of a market, in the order in which they count. */
export function PriceLists({ market }: { market: MarketView }) {
  const t = useTranslations("markets.lists");
  const loading = useTranslations("common")("loading");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const lists = useQuery(trpc.markets.lists.queryOptions({ store: handle }));
  const own = lists.data?.filter(({ marketId }) => marketId === market.id) ?? [];
  return (
    <section className="w-full max-w-[820px] px-7 pb-10 max-md:px-4">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3 border-line border-t pt-5">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="font-semibold text-section">{t("title")}</h2>
          <p className="text-ink-2">{t("note")}</p>
        </div>
        {role === "owner" ? (
          <Button asChild>
            <Link href={paths.newPriceList(handle, market.id)}>
              <Icon name="plus" size={16} />
              {t("add")}
            </Link>
          </Button>
        ) : (
          <Button reason={forbidden}>{t("add")}</Button>
        )}
      </div>
      {lists.data ? (
        <ul>
          {own.map((list) => (
            <PriceListRow key={list.id} list={list} />
          ))}
          {own.length === 0 ? <li className="border-line border-y py-4 text-ink-2">{t("none")}</li> : null}
        </ul>
      ) : lists.error ? (
        <BlockFailure error={lists.error} onRetry={() => void lists.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={2} />
      )}
    </section>
  );
}

function PriceListRow({ list }: { list: PriceListView }) {
  const t = useTranslations("markets.lists");
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  const { startsAt, endsAt } = list;
  const said = [
    list.kind === "group" ? t("forGroup", { group: list.groupName ?? "" }) : t(`kindOf.${list.kind}`),
    list.basisPoints === null ? null : t("percentOff", { percent: percentOf(list.basisPoints) }),
    list.priceCount === 0 ? null : t("prices", { count: list.priceCount }),
    startsAt ? t("from", { when: dayAndTime(startsAt) }) : null,
    endsAt ? t("until", { when: dayAndTime(endsAt) }) : null,
  ];
  return (
    <li className="border-line border-t last:border-b">
      <Link
        href={paths.priceList(handle, list.marketId, list.id)}
        className="flex items-center gap-4 py-3.5 hover:bg-sunken"
      >
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-2">
            <b className="font-semibold">{list.name}</b>
            {list.state === "open" ? null : (
              <Badge tone={list.state === "ahead" ? "info" : "neutral"}>{t(`stateOf.${list.state}`)}</Badge>
            )}
          </span>
          <span className="block text-ink-2 text-small" suppressHydrationWarning>
            {said.filter(Boolean).join(" · ")}
          </span>
        </span>
        <Icon name="right" size={16} />
      </Link>
    </li>
  );
}
