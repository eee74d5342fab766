"use client";

import type { MemberItem } from "@hutong/catalogue";
import { Block, Button, SkeletonRows, showToast } from "@hutong/ui";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type DragEvent, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AddProducts } from "./add-products.tsx";
import { MemberLine } from "./member-line.tsx";

/** The products of a collection, fifty a page; those that are chosen by hand are put in, taken out and put in order here. */
export function Members({
  id,
  count,
  isByHand,
  isOrdered,
}: {
  id: string;
  count: number;
  isByHand: boolean;
  /** Whether their order is that of the hand. */
  isOrdered: boolean;
}) {
  const t = useTranslations("collections.members");
  const loading = useTranslations("common")("loading");
  const text = useFailureText();
  const { handle: store, role } = useStore();
  const { count: write } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [page, setPage] = useState(1);
  const members = useQuery(
    trpc.collections.members.queryOptions({ store, id, page }, { placeholderData: keepPreviousData }),
  );
  const place = useMutation(
    trpc.collections.place.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
      onError: (error) => showToast(text(error)),
    }),
  );
  const canChange = isByHand && role !== "staff";
  const items = members.data?.items ?? [];
  const move = (productId: string, before: string | null) => {
    if (productId !== before) place.mutate({ store, id, move: { productId, before } });
  };
  return (
    <Block title={t("title", { count: write(count) })} note={isByHand && isOrdered ? t("note") : undefined}>
      {canChange ? (
        <AddProducts
          chosen={items.map((item) => item.id)}
          onAdd={(product) => place.mutate({ store, id, add: [product] })}
        />
      ) : null}
      {members.isError ? (
        <BlockFailure error={members.error} onRetry={() => void members.refetch()} />
      ) : !members.data ? (
        <SkeletonRows label={loading} count={4} />
      ) : items.length === 0 ? (
        <p className="py-4 text-ink-3">{isByHand ? t("noneByHand") : t("none")}</p>
      ) : (
        <MemberList
          items={items}
          hasMore={members.data.hasMore}
          onMove={canChange && isOrdered ? move : null}
          onRemove={canChange ? (product) => place.mutate({ store, id, remove: [product] }) : null}
        />
      )}
      {page > 1 || members.data?.hasMore ? (
        <div className="mt-3 flex items-center gap-2">
          <Button size="small" reason={page > 1 ? null : t("first")} onClick={() => setPage(page - 1)}>
            {t("previous")}
          </Button>
          <Button
            size="small"
            reason={members.data?.hasMore ? null : t("last")}
            onClick={() => setPage(page + 1)}
          >
            {t("next")}
          </Button>
          <span className="text-ink-3 text-small">{t("page", { page: write(page) })}</span>
        </div>
      ) : null}
    </Block>
  );
}

function MemberList({
  items,
  hasMore,
  onMove,
  onRemove,
}: {
  items: readonly MemberItem[];
  hasMore: boolean;
  onMove: ((product: string, before: string | null) => void) | null;
  onRemove: ((product: string) => void) | null;
}) {
  const t = useTranslations("collections.members");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const dragging = (item: MemberItem) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      setDragged(item.id);
    },
    onDragOver: (event: DragEvent) => {
      if (!dragged) return;
      event.preventDefault();
      setOver(item.id);
    },
    onDragEnd: () => {
      setDragged(null);
      setOver(null);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged) onMove?.(dragged, item.id);
      setDragged(null);
      setOver(null);
    },
    style: over === item.id && dragged !== item.id ? { boxShadow: "inset 0 2px 0 var(--focus)" } : undefined,
  });
  return (
    <ol>
      {items.map((item, at) => (
        <MemberLine
          key={item.id}
          item={item}
          {...(onMove ? dragging(item) : {})}
          before={
            onMove ? (
              <span aria-hidden="true" className="cursor-grab select-none text-ink-3 max-md:hidden">
                ⠿
              </span>
            ) : null
          }
          after={
            <span className="flex flex-none">
              {onMove ? (
                <>
                  <Button
                    look="quiet"
                    size="small"
                    icon="up"
                    aria-label={t("up", { title: item.title })}
                    reason={at > 0 ? null : t("first")}
                    onClick={() => onMove(item.id, items[at - 1]?.id ?? null)}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    icon="down"
                    aria-label={t("down", { title: item.title })}
                    // Behind the last of a page stands one that is not known here.
                    reason={at < items.length - 1 ? null : hasMore ? t("nextPage") : t("last")}
                    onClick={() =>
                      at + 2 < items.length || !hasMore
                        ? onMove(item.id, items[at + 2]?.id ?? null)
                        : onMove(items[at + 1]!.id, item.id)
                    }
                  />
                </>
              ) : null}
              {onRemove ? (
                <Button
                  look="quiet"
                  size="small"
                  icon="close"
                  aria-label={t("remove", { title: item.title })}
                  onClick={() => onRemove(item.id)}
                />
              ) : null}
            </span>
          }
        />
      ))}
    </ol>
  );
}
