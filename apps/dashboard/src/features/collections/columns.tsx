"use client";

import type { CollectionListItem } from "@hutong/catalogue";
import { Second } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

/** `count` of a list's collection is counted no further. */
const mostCounted = 10_000;

export function useCollectionColumns(): ListColumn<CollectionListItem>[] {
  const t = useTranslations("collections.columns");
  return useMemo(
    () => [
      { id: "name", header: t("name"), cell: ({ row }) => <NameCell collection={row.original} /> },
      { id: "kind", header: t("kind"), cell: ({ row }) => <KindCell collection={row.original} /> },
      { id: "count", header: t("count"), cell: ({ row }) => <CountCell collection={row.original} /> },
    ],
    [t],
  );
}

function NameCell({ collection }: { collection: CollectionListItem }) {
  const { handle } = useStore();
  return (
    <>
      <Link href={paths.collection(handle, collection.id)} className={rowLink}>
        {collection.title}
      </Link>
      <Second>/collections/{collection.handle}</Second>
    </>
  );
}

function KindCell({ collection: { hasRules, judging } }: { collection: CollectionListItem }) {
  const t = useTranslations("collections");
  const { count } = useFormats();
  return (
    <>
      <span className="text-ink-2">{hasRules ? t("byRules") : t("byHand")}</span>
      {judging ? <Second>{t("judging", { done: count(judging.done), of: count(judging.of) })}</Second> : null}
    </>
  );
}

function CountCell({ collection }: { collection: CollectionListItem }) {
  const t = useTranslations("collections");
  const { count } = useFormats();
  const text = count(collection.count);
  return collection.count < mostCounted ? text : t("atLeast", { count: text });
}

/** The same collection on the phone. */
export function CollectionCard({ collection }: { collection: CollectionListItem }) {
  return (
    <div className="relative flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <NameCell collection={collection} />
      </div>
      <div className="flex flex-col items-end text-body">
        <CountCell collection={collection} />
        <KindCell collection={collection} />
      </div>
    </div>
  );
}
