"use client";

import type { RemovedPicture, StaffPicture } from "@hutong/catalogue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf } from "../../../api/errors.ts";
import { useStore } from "../../../shell/store-provider.tsx";

export type Pictures = readonly StaffPicture[];
/** What is to be done to the pictures that are there when its turn comes; nothing else happens in it. */
export type Change = (pictures: Pictures) => Pictures;

/** A product's pictures and what can be done with them. */
export interface PicturesSource {
  /** As they will be once all is saved; undefined while they are read. */
  readonly pictures: Pictures | undefined;
  /** Why they could not be read. */
  readonly failure: unknown;
  /** Why the last change was not saved. */
  readonly error: unknown;
  readonly isSaving: boolean;
  /** Whether somebody else has changed them meanwhile: they were read anew. */
  readonly isOvertaken: boolean;
  /** Answers what was taken away; null when nothing came of it. */
  change(
    how: Change,
    alts?: Readonly<Record<string, RemovedPicture["alts"]>>,
  ): Promise<readonly RemovedPicture[] | null>;
  setFocus(fileId: string, at: { x: number; y: number } | null): void;
  retry(fileId: string): void;
  readAgain(): void;
  /** Told whether files are on their way, where that has to be waited for. */
  watch?(isUploading: boolean): void;
}

const lookMs = 3_000;

/** A picture as it looks before the server has told of it. */
export function freshPicture(
  file: { id: string; path: string; width: number | null; height: number | null },
  alt = "",
): StaffPicture {
  const { id, ...rest } = file;
  return {
    ...{ fileId: id as StaffPicture["fileId"], alt, state: "ready", sourceUrl: null, failure: null },
    ...{ focusX: null, focusY: null },
    ...rest,
  };
}

/**
 * A product's pictures: shown as they are wished at once, saved one change after another, and read anew where somebody else
 * was faster or the server did not want it.
 */
export function usePictures(productId: string): PicturesSource {
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [wishes, setWishes] = useState<readonly Change[]>([]);
  const waiting = useRef(0);
  const chain = useRef<Promise<unknown>>(Promise.resolve());
  const options = trpc.pictures.list.queryOptions({ store: handle, productId });
  const query = useQuery({
    ...options,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) =>
      waiting.current === 0 && state.data?.some((picture) => picture.state === "pending") ? lookMs : false,
  });
  const { mutateAsync: save } = useMutation(trpc.pictures.save.mutationOptions());
  const { mutateAsync: focus } = useMutation(trpc.pictures.setFocus.mutationOptions());
  const { mutateAsync: retry } = useMutation(trpc.pictures.retry.mutationOptions());

  const queue = useCallback(
    <Answer>(work: () => Promise<Answer>): Promise<Answer | null> => {
      waiting.current += 1;
      setIsSaving(true);
      const one = chain.current.then(async () => {
        try {
          await queries.cancelQueries(options);
          const answer = await work();
          setError(null);
          return answer;
        } catch (reason) {
          setError(reason);
          await queries.refetchQueries(options);
          return null;
        } finally {
          waiting.current -= 1;
          setIsSaving(waiting.current > 0);
        }
      });
      chain.current = one;
      return one;
    },
    [queries, options],
  );

  const change = async (how: Change, alts: Readonly<Record<string, RemovedPicture["alts"]>> = {}) => {
    setWishes((list) => [...list, how]);
    const removed = await queue(async () => {
      const before = queries.getQueryData(options.queryKey) ?? [];
      const after = how(before);
      if (after === before) return [];
      const answer = await save({
        store: handle,
        productId,
        known: before.map(({ fileId }) => fileId),
        pictures: after.map(({ fileId, alt }) => ({
          fileId,
          alt,
          ...(alts[fileId] ? { alts: alts[fileId] } : {}),
        })),
      });
      queries.setQueryData(options.queryKey, [...after]);
      return answer.removed;
    });
    setWishes((list) => list.filter((one) => one !== how));
    return removed;
  };
  const patch = (fileId: string, how: Partial<StaffPicture>) =>
    queries.setQueryData(options.queryKey, (pictures) =>
      pictures?.map((picture) => (picture.fileId === fileId ? { ...picture, ...how } : picture)),
    );
  return {
    failure: query.error,
    pictures: query.data && wishes.reduce<Pictures>((list, how) => how(list), query.data),
    error,
    isSaving,
    isOvertaken: failureOf(error)?.reason === "pictures_changed",
    change,
    setFocus: (fileId, at) => {
      patch(fileId, { focusX: at?.x ?? null, focusY: at?.y ?? null });
      void queue(() => focus({ store: handle, fileId, focus: at }));
    },
    retry: (fileId) => {
      patch(fileId, { state: "pending", failure: null });
      void queue(() => retry({ store: handle, fileId }));
    },
    readAgain: () => void query.refetch(),
  };
}
