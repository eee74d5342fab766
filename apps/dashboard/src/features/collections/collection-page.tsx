"use client";

import { Button, Icon, SideBlock, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { MetafieldsCard } from "../metafields/metafields-card.tsx";
import { CollectionForm } from "./collection-form.tsx";
import { JudgingBar } from "./judging-bar.tsx";
import { Members } from "./members.tsx";
import { valuesOf } from "./rule-values.ts";

const lookMs = 1_500;

/** A collection: its words and rules, its products, and its end. */
export function CollectionPage({ id }: { id: string }) {
  const t = useTranslations("collections");
  const loading = useTranslations("common")("loading");
  const store = useStore();
  const trpc = useTRPC();
  const collection = useQuery(
    trpc.collections.get.queryOptions(
      { store: store.handle, id },
      { refetchInterval: ({ state }) => (state.data?.judging ? lookMs : false) },
    ),
  );
  if (collection.isError)
    return <BlockFailure error={collection.error} onRetry={() => void collection.refetch()} />;
  if (!collection.data) return <SkeletonRows label={loading} />;
  const { data } = collection;
  return (
    <CollectionForm
      // What somebody else has changed is shown.
      key={JSON.stringify([data.title, data.descriptionHtml, data.sort, data.rules])}
      id={id}
      title={data.title}
      actions={<Remove id={id} />}
      values={valuesOf(data, store.currency)}
      side={
        <SideBlock title={t("shop")}>
          <a
            className="inline-flex items-center gap-1.5 underline"
            href={`${store.url}/collections/${encodeURIComponent(data.handle)}`}
            target="_blank"
            rel="noreferrer"
          >
            {t("see")}
            <Icon name="external" size={14} />
          </a>
          {data.judging ? <JudgingBar {...data.judging} /> : null}
        </SideBlock>
      }
    >
      <Members id={id} count={data.count} isByHand={data.rules === null} isOrdered={data.sort === "manual"} />
      <MetafieldsCard ownerType="COLLECTION" ownerId={id} />
    </CollectionForm>
  );
}

// The first press asks, the second does it.
function Remove({ id }: { id: string }) {
  const t = useTranslations("collections");
  const forbidden = useTranslations("errors")("forbidden");
  const text = useFailureText();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [isSure, setSure] = useState(false);
  const remove = useMutation(
    trpc.collections.remove.mutationOptions({
      onSuccess: async () => {
        router.replace(paths.collections(handle));
        await queries.invalidateQueries(trpc.collections.list.queryFilter());
        showToast(t("removed"));
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
      {isSure ? t("removeSure") : t("remove")}
    </Button>
  );
}
