"use client";

import { Button, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { EntryForm } from "./entry-form.tsx";

/** An entry of a kind: its values, and its end. */
export function EntryPage({ id }: { id: string }) {
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const entry = useQuery(
    trpc.metafields.entry.queryOptions({ store: handle, id }, { refetchOnWindowFocus: false }),
  );
  if (entry.isError) return <BlockFailure error={entry.error} onRetry={() => void entry.refetch()} />;
  if (!entry.data) return <SkeletonRows label={loading} />;
  const { definition } = entry.data;
  return (
    <EntryForm kind={definition} entry={entry.data} actions={<Remove id={id} kindId={definition.id} />} />
  );
}

// The first press asks, the second does it.
function Remove({ id, kindId }: { id: string; kindId: string }) {
  const t = useTranslations("records");
  const words = useTranslations("metafields");
  const forbidden = useTranslations("errors")("forbidden");
  const text = useFailureText();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [isSure, setSure] = useState(false);
  const remove = useMutation(
    trpc.metafields.removeEntry.mutationOptions({
      onSuccess: async () => {
        router.replace(paths.entries(handle, kindId));
        // Not its own query, which would ask for what is gone.
        await Promise.all([
          queries.invalidateQueries(trpc.metafields.entries.pathFilter()),
          queries.invalidateQueries(trpc.metafields.kinds.pathFilter()),
        ]);
        showToast(words("removed"));
      },
      onError: (error) => showToast(text(error)),
    }),
  );
  return (
    <Button
      reason={role === "staff" ? forbidden : null}
      isBusy={remove.isPending}
      onBlur={() => setSure(false)}
      onClick={() => (isSure ? remove.mutate({ store: handle, id }) : setSure(true))}
    >
      {isSure ? t("removeSure") : words("remove")}
    </Button>
  );
}
