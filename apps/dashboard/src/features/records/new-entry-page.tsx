"use client";

import { SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { EntryForm } from "./entry-form.tsx";

/** A new entry of a kind. */
export function NewEntryPage({ kindId }: { kindId: string }) {
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const kind = useQuery(
    trpc.metafields.kind.queryOptions({ store: handle, id: kindId }, { refetchOnWindowFocus: false }),
  );
  if (kind.isError) return <BlockFailure error={kind.error} onRetry={() => void kind.refetch()} />;
  if (!kind.data) return <SkeletonRows label={loading} />;
  return <EntryForm kind={kind.data} entry={null} />;
}
