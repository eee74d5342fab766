"use client";

import type { RemovedPicture, StaffPicture } from "@hutong/catalogue";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Change, Pictures, PicturesSource } from "./use-pictures.ts";

/** Pictures of a product that is not there yet: uploaded, and held by the form until it is saved. */
export function useHeldPictures(): PicturesSource & {
  readonly pictures: Pictures;
  /** All of them, once none is on its way any more. */
  settled(): Promise<Pictures>;
} {
  const { handle } = useStore();
  const trpc = useTRPC();
  const [pictures, setPictures] = useState<Pictures>([]);
  // Several uploads may end before the form is drawn again.
  const now = useRef(pictures);
  const isUploading = useRef(false);
  const waiting = useRef<(() => void)[]>([]);
  const watch = useCallback((is: boolean) => {
    isUploading.current = is;
    if (!is) for (const go of waiting.current.splice(0)) go();
  }, []);
  const focus = useMutation(trpc.pictures.setFocus.mutationOptions());
  const put = (next: Pictures) => {
    now.current = next;
    setPictures(next);
  };
  const change = (how: Change): Promise<readonly RemovedPicture[]> => {
    const before = now.current;
    put(how(before));
    const stays = new Set(now.current.map(({ fileId }) => fileId));
    const removed = before.filter(({ fileId }) => !stays.has(fileId));
    return Promise.resolve(removed.map(({ fileId, alt }) => ({ fileId, alt, alts: {} })));
  };
  const patch = (fileId: string, how: Partial<StaffPicture>) =>
    put(now.current.map((picture) => (picture.fileId === fileId ? { ...picture, ...how } : picture)));
  return {
    pictures,
    watch,
    settled: async () => {
      if (isUploading.current) await new Promise<void>((go) => waiting.current.push(go));
      return now.current;
    },
    failure: null,
    error: focus.error,
    isSaving: focus.isPending,
    isOvertaken: false,
    change,
    setFocus: (fileId, at) => {
      patch(fileId, { focusX: at?.x ?? null, focusY: at?.y ?? null });
      focus.mutate({ store: handle, fileId, focus: at });
    },
    // Only what an import names is fetched.
    retry: () => {},
    readAgain: () => {},
  };
}
