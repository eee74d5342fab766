"use client";

import type { EntryItem } from "@hutong/metafields";
import { Badge, Second } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

export function useEntryColumns(kindId: string, isPublishable: boolean): ListColumn<EntryItem>[] {
  const t = useTranslations("records.columns");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        cell: ({ row }) => <NameCell kindId={kindId} entry={row.original} />,
      },
      ...(isPublishable
        ? [
            {
              id: "state",
              header: t("state"),
              cell: ({ row }: { row: { original: EntryItem } }) => <EntryBadge entry={row.original} />,
            },
          ]
        : []),
      { id: "updated", header: t("updated"), cell: ({ row }) => <UpdatedCell entry={row.original} /> },
    ],
    [t, kindId, isPublishable],
  );
}

function NameCell({ kindId, entry }: { kindId: string; entry: EntryItem }) {
  const { handle } = useStore();
  return (
    <>
      <Link href={paths.entry(handle, kindId, entry.id)} className={`${rowLink} break-words`}>
        {entry.displayName}
      </Link>
      {entry.handle === entry.displayName ? null : <Second className="break-all">{entry.handle}</Second>}
    </>
  );
}

/** Whether the shop may show an entry. */
export function EntryBadge({ entry: { status } }: { entry: Pick<EntryItem, "status"> }) {
  const t = useTranslations("records.states");
  return <Badge tone={status === "ACTIVE" ? "success" : "neutral"}>{t(status)}</Badge>;
}

function UpdatedCell({ entry }: { entry: EntryItem }) {
  const { dayAndTime } = useFormats();
  return (
    <span suppressHydrationWarning className="text-ink-2">
      {dayAndTime(entry.updatedAt)}
    </span>
  );
}

/** The same entry on the phone. */
export function EntryCard({
  kindId,
  entry,
  isPublishable,
}: {
  kindId: string;
  entry: EntryItem;
  isPublishable: boolean;
}) {
  return (
    <div className="relative flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <NameCell kindId={kindId} entry={entry} />
      </div>
      <div className="flex flex-none flex-col items-end gap-1 text-body">
        {isPublishable ? <EntryBadge entry={entry} /> : null}
        <UpdatedCell entry={entry} />
      </div>
    </div>
  );
}
