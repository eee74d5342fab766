"use client";

import type { EditProductsInput } from "@hutong/catalogue/schemas";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Edit } from "./edit-banner.tsx";

const lookMs = 700;
const isRunning = (edit: Edit | undefined) => edit?.state === "running" || edit?.state === "undoing";

/** The action on many products that is under way or was the last, watched to its end; the list is read anew as it goes. */
export function useBulkEdit() {
  const { handle: store } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const watched = useQuery(
    trpc.productList.getEdit.queryOptions(
      { store, id: id ?? "" },
      { enabled: id !== null, refetchInterval: ({ state }) => (isRunning(state.data) ? lookMs : false) },
    ),
  );
  const edit = id ? watched.data : undefined;
  const state = edit?.state;
  const done = edit?.done;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step changes what the list shows
  useEffect(() => {
    if (state === undefined) return;
    void queries.invalidateQueries(trpc.products.pathFilter());
    if (state !== "running" && state !== "undoing")
      void queries.invalidateQueries(trpc.productList.choices.pathFilter());
  }, [state, done, queries]);
  const keep = (next: Edit) => {
    queries.setQueryData(trpc.productList.getEdit.queryKey({ store, id: next.id }), next);
    setId(next.id);
  };
  const begin = useMutation(trpc.productList.edit.mutationOptions({ onSuccess: keep }));
  const cancel = useMutation(trpc.productList.cancelEdit.mutationOptions({ onSuccess: keep }));
  const undo = useMutation(trpc.productList.undoEdit.mutationOptions({ onSuccess: keep }));
  return {
    edit,
    isBusy: begin.isPending || cancel.isPending || undo.isPending,
    error: begin.error ?? cancel.error ?? undo.error,
    begin: (input: EditProductsInput) => begin.mutateAsync({ store, edit: input }),
    cancel: () => id && cancel.mutate({ store, id }),
    undo: () => id && undo.mutate({ store, id }),
    close: () => setId(null),
  };
}
