"use client";

import type { ImportView } from "@hutong/transfer";
import { Block, Button, PageHeader, Second, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList, type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { ImportBadge } from "./import-badge.tsx";
import { isUnderWay, pace } from "./import-pace.ts";
import { NewImport } from "./new-import.tsx";

/** Products in and out as files: a new import, an export, and what was imported before. */
export function ImportsPage() {
  const t = useTranslations("imports");
  const products = useTranslations("products")("title");
  const { handle } = useStore();
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.products(handle)}>{products}</BackLink>}
        title={t("title")}
      />
      <div className="w-full max-w-[860px] px-7 pt-6 max-md:px-4 max-md:pt-4">
        <Block title={t("importTitle")} note={t("importNote")}>
          <NewImport />
        </Block>
        <Block title={t("exportTitle")}>
          <ul className="divide-y divide-line border-line border-y">
            {(["csv", "xlsx", "jsonl"] as const).map((format) => (
              <li key={format} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                <span className="min-w-0 flex-1 basis-64">
                  <b className="font-semibold">{t(`formats.${format}`)}</b>
                  <Second>{t(`formatNotes.${format}`)}</Second>
                </span>
                <Button asChild>
                  <a href={paths.exportProducts(handle, format)} download>
                    {t("download")}
                  </a>
                </Button>
              </li>
            ))}
          </ul>
        </Block>
        <h2 className="font-semibold text-section">{t("earlier")}</h2>
      </div>
      <Earlier />
    </>
  );
}

function Earlier() {
  const t = useTranslations("imports");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useImportColumns();
  const imports = useQuery(
    trpc.imports.list.queryOptions(
      { store: handle },
      { refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pace : false) },
    ),
  );
  if (imports.isError) return <BlockFailure error={imports.error} onRetry={() => void imports.refetch()} />;
  if (!imports.data) return <SkeletonRows label={loading} count={3} />;
  if (imports.data.length === 0)
    return <p className="px-7 pt-2 pb-10 text-ink-2 max-md:px-4">{t("noneYet")}</p>;
  return (
    <div className="pt-3 pb-10">
      <DataList
        label={t("earlier")}
        columns={columns}
        rows={imports.data}
        numberColumns={["products", "refused"]}
        isStale={false}
        card={(one) => <ImportCard one={one} />}
      />
    </div>
  );
}

function useImportColumns(): ListColumn<ImportView>[] {
  const t = useTranslations("imports.columns");
  return useMemo(
    () => [
      { id: "file", header: t("file"), cell: ({ row }) => <FileCell one={row.original} /> },
      { id: "state", header: t("state"), cell: ({ row }) => <ImportBadge {...row.original} /> },
      { id: "products", header: t("products"), cell: ({ row }) => <Written one={row.original} /> },
      { id: "refused", header: t("refused"), cell: ({ row }) => <Refused one={row.original} /> },
    ],
    [t],
  );
}

function FileCell({ one }: { one: ImportView }) {
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <>
      <Link href={paths.import(handle, one.id)} className={`${rowLink} break-words`}>
        {one.fileName}
      </Link>
      <Second suppressHydrationWarning>{dayAndTime(one.createdAt)}</Second>
    </>
  );
}

function Written({ one }: { one: ImportView }) {
  const t = useTranslations("imports");
  const { count } = useFormats();
  return one.isUnchanged && !one.isDryRun
    ? t("nothingChanged")
    : count(one.counts.created + one.counts.updated);
}

function Refused({ one }: { one: ImportView }) {
  const { count } = useFormats();
  const { refused } = one.counts;
  return refused > 0 ? (
    <span className="text-danger">{count(refused)}</span>
  ) : (
    <span className="text-ink-3">—</span>
  );
}

function ImportCard({ one }: { one: ImportView }) {
  return (
    <div className="flex items-start gap-3">
      <span className="min-w-0 flex-1">
        <FileCell one={one} />
      </span>
      <ImportBadge {...one} />
    </div>
  );
}
