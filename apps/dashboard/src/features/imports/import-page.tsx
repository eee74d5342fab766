"use client";

import type { ImportDetail, ImportView } from "@hutong/transfer";
import { Banner, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { ProgressBar } from "../../shell/progress-bar.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { ImportActions } from "./import-actions.tsx";
import { ImportBadge } from "./import-badge.tsx";
import { ImportNotes } from "./import-notes.tsx";
import { isUnderWay, pace } from "./import-pace.ts";
import { ResumeUpload } from "./resume-upload.tsx";

/** One import: how far it is, what it did, every row that was not taken, and the ways on from here. */
export function ImportPage({ id }: { id: string }) {
  const t = useTranslations("imports");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.imports.get.queryOptions(
      { store: handle, id },
      { refetchInterval: ({ state }) => (state.data && isChanging(state.data) ? pace : false) },
    ),
  );
  const back = <BackLink href={paths.imports(handle)}>{t("title")}</BackLink>;
  if (!found.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        {found.isError ? (
          <BlockFailure error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <SkeletonRows label={loading} count={4} />
        )}
      </>
    );
  const one = found.data;
  return (
    <>
      <PageHeader
        isLined
        back={back}
        title={<span className="break-all">{one.fileName}</span>}
        badges={<ImportBadge {...one} />}
        note={<span suppressHydrationWarning>{dayAndTime(one.createdAt)}</span>}
        actions={<ImportActions one={one} />}
      />
      <div className="w-full max-w-[860px] px-7 pt-6 pb-12 max-md:px-4 max-md:pt-4">
        <Standing one={one} />
        {one.position > 0 ? <Counts one={one} /> : null}
        <ImportNotes one={one} />
      </div>
    </>
  );
}

function Standing({ one }: { one: ImportView }) {
  const t = useTranslations("imports");
  const reason = useReason();
  const { count } = useFormats();
  const { state, survey, rowsDone, failure } = one;
  if (state === "uploading") return <ResumeUpload one={one} />;
  if (isUnderWay(one))
    return (
      <div className="mb-8">
        <ProgressBar
          label={t(`states.${state}`)}
          value={rowsDone}
          most={state === "running" && survey ? survey.rows : null}
        />
        <p className="mt-1.5 text-ink-2" aria-live="polite">
          {state === "running" && survey
            ? t("rowsDone", { done: count(rowsDone), all: count(survey.rows) })
            : t(`underWay.${state as "waiting" | "running" | "undoing"}`)}
        </p>
      </div>
    );
  if (failure)
    return (
      <Banner tone="danger" className="mb-6" title={reason(failure.code, failure.params)}>
        {t(one.counts.created + one.counts.updated > 0 ? "failedHalfway" : "failedUnwritten")}
      </Banner>
    );
  if (state === "done" && one.isUnchanged)
    return (
      <Banner tone="success" className="mb-6" title={t("unchangedTitle")}>
        {t("unchangedNote")}
      </Banner>
    );
  if (state === "done" && one.isDryRun)
    return (
      <Banner tone="info" className="mb-6" title={t("checkedTitle")}>
        {t("checkedNote")}
      </Banner>
    );
  return null;
}

const isChanging = (one: ImportDetail) => isUnderWay(one) || one.unindexed > 0;

function Counts({ one }: { one: ImportDetail }) {
  const t = useTranslations("imports.counts");
  const { count } = useFormats();
  const { counts, survey } = one;
  const numbers = [
    ["created", counts.created],
    ["updated", counts.updated],
    ["unchanged", counts.unchanged],
    ["refused", counts.refused],
  ] as const;
  const encoding = survey && survey.encoding !== "utf-8" ? survey.encoding : null;
  return (
    <section className="mb-8">
      <dl className="grid grid-cols-4 overflow-hidden rounded-3 border border-line max-sm:grid-cols-2">
        {numbers.map(([name, value]) => (
          <div key={name} className="border-line border-r px-4 py-3 last:border-r-0 max-sm:border-b">
            <dt className="text-ink-2 text-small">{t(name)}</dt>
            <dd
              className={`font-semibold text-title tabular-nums ${name === "refused" && value > 0 ? "text-danger" : ""}`}
            >
              {count(value)}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="mt-3 flex flex-col gap-1 text-ink-2">
        <li>{t("stock", { count: counts.stockChanged })}</li>
        {counts.fieldsChanged ? <li>{t("fields", { count: counts.fieldsChanged })}</li> : null}
        {one.unindexed > 0 ? <li aria-live="polite">{t("unindexed", { count: one.unindexed })}</li> : null}
        {counts.picturesPending > 0 ? <li>{t("pictures", { count: counts.picturesPending })}</li> : null}
        {encoding ? <li>{t("encoding", { name: encodingNames[encoding] })}</li> : null}
        {survey && survey.ignoredColumns.length > 0 ? (
          <li>{t("ignored", { names: survey.ignoredColumns.join(" · ") })}</li>
        ) : null}
        {counts.kept > 0 ? <li>{t("kept", { count: counts.kept })}</li> : null}
      </ul>
    </section>
  );
}

const encodingNames = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  gb18030: "GBK",
} as const;
