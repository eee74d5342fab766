"use client";

import { Button, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { KindForm } from "./kind-form.tsx";
import { RemoveKind } from "./remove-kind.tsx";

/** A kind of the store's own records: its fields, who sees its entries, and its end. */
export function KindPage({ id }: { id: string }) {
  const t = useTranslations("metafields");
  const loading = useTranslations("common")("loading");
  const forbidden = useTranslations("errors")("forbidden");
  const router = useRouter();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const [isRemoving, setRemoving] = useState(false);
  const kind = useQuery(
    trpc.metafields.kind.queryOptions({ store: handle, id }, { refetchOnWindowFocus: false }),
  );
  if (kind.isError) return <BlockFailure error={kind.error} onRetry={() => void kind.refetch()} />;
  if (!kind.data) return <SkeletonRows label={loading} />;
  return (
    <>
      <KindForm
        // What was saved is shown as it is kept now: a new field's key and type are for good.
        key={JSON.stringify(kind.data)}
        kind={kind.data}
        actions={
          <Button reason={role === "staff" ? forbidden : null} onClick={() => setRemoving(true)}>
            {t("remove")}
          </Button>
        }
      />
      {isRemoving ? (
        <RemoveKind
          kind={kind.data}
          onClose={() => setRemoving(false)}
          onGone={() => router.replace(paths.settings(handle, "custom-data"))}
        />
      ) : null}
    </>
  );
}
