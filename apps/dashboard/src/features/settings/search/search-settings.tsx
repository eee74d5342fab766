"use client";

import { Banner, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { SettingsFrame } from "../settings-frame.tsx";
import { SynonymForm } from "./synonym-form.tsx";
import { SynonymRow } from "./synonym-row.tsx";
import { TrySearch } from "./try-search.tsx";

/** Search: words that mean the same, and a try of what customers find. */
export function SearchSettings() {
  const t = useTranslations("search");
  const common = useTranslations("common");
  const forbidden = useTranslations("errors")("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const synonyms = useQuery(trpc.search.synonyms.queryOptions({ store: handle }));
  const canWrite = role !== "staff";
  return (
    <SettingsFrame part="search">
      <section className="mb-10">
        <h2 className="font-semibold text-section">{t("title")}</h2>
        <p className="mb-4 text-ink-2">{t("note")}</p>
        {canWrite ? null : <Banner tone="info" icon="lock" title={forbidden} className="mb-5" />}
        {synonyms.data ? (
          synonyms.data.length === 0 ? (
            <p className="mb-6 border-line border-y py-4">
              <b className="font-semibold">{t("none")}</b>
              <span className="block text-ink-2">{t("noneNote")}</span>
            </p>
          ) : (
            <ul className="mb-6">
              {synonyms.data.map((one) => (
                <SynonymRow key={one.id} synonyms={one} canWrite={canWrite} />
              ))}
            </ul>
          )
        ) : synonyms.isError ? (
          <BlockFailure error={synonyms.error} onRetry={() => void synonyms.refetch()} />
        ) : (
          <SkeletonRows label={common("loading")} count={3} />
        )}
        {canWrite ? <SynonymForm /> : null}
      </section>
      <TrySearch />
    </SettingsFrame>
  );
}
