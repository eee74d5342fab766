"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf } from "../../../api/errors.ts";
import { UploadFailed } from "../../../api/send-bytes.ts";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { uploadParts } from "../../imports/upload-parts.ts";

export interface DigitalUpload {
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
}

interface Failure {
  readonly name: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Sends files that customers will buy, one after another; one that was cut off is gone on with from where it came to. */
export function useDigitalUpload(productId: string, variantIds: readonly string[]) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle: store } = useStore();
  const create = useMutation(trpc.digital.create.mutationOptions());
  const [upload, setUpload] = useState<DigitalUpload | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const stopping = useRef<AbortController | null>(null);

  const sendOne = async (file: File, known: { id: string; received: number } | null) => {
    const controller = new AbortController();
    stopping.current = controller;
    const tell = (sent: number) => setUpload({ name: file.name, bytes: file.size, sent });
    tell(known?.received ?? 0);
    try {
      const made = { store, productId, name: file.name, bytes: file.size, variantIds: [...variantIds] };
      const { id } = known ?? (await create.mutateAsync(made));
      await uploadParts(file, known?.received ?? 0, (part) => paths.digitalPart(store, id, part), {
        onProgress: tell,
        signal: controller.signal,
      });
    } catch (error) {
      const known = failureOf(error);
      const failure =
        error instanceof UploadFailed ? error : known && { code: known.reason, params: known.params };
      if (!failure) throw error;
      if (failure.code !== "cancelled")
        setFailures((list) => [
          ...list,
          { name: file.name, code: failure.code, params: failure.params ?? {} },
        ]);
    } finally {
      setUpload(null);
      await queries.invalidateQueries(trpc.digital.list.queryFilter({ store, productId }));
    }
  };

  return {
    upload,
    failures,
    stop: () => stopping.current?.abort(),
    async send(files: readonly File[]) {
      setFailures([]);
      for (const file of files) await sendOne(file, null);
    },
    async resume(file: File, known: { id: string; received: number }) {
      setFailures([]);
      await sendOne(file, known);
    },
  };
}
