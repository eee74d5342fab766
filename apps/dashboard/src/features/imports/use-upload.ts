"use client";

import { useCallback, useRef, useState } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { UploadFailed, uploadParts } from "./upload-parts.ts";

export interface UploadState {
  /** Bytes that have left, while a file is on its way. */
  readonly sent: number | null;
  readonly failure: UploadFailed | null;
}

/** Sends a file to an import; `send` answers whether all of it arrived. */
export function useUpload() {
  const { handle } = useStore();
  const [state, setState] = useState<UploadState>({ sent: null, failure: null });
  const stopping = useRef<AbortController | null>(null);
  const send = useCallback(
    async (file: File, id: string, received: number): Promise<boolean> => {
      const controller = new AbortController();
      stopping.current = controller;
      setState({ sent: received, failure: null });
      try {
        await uploadParts(file, received, (part) => paths.importPart(handle, id, part), {
          onProgress: (sent) => setState({ sent, failure: null }),
          signal: controller.signal,
        });
        setState({ sent: file.size, failure: null });
        return true;
      } catch (error) {
        if (!(error instanceof UploadFailed)) throw error;
        setState({ sent: null, failure: error.code === "cancelled" ? null : error });
        return false;
      }
    },
    [handle],
  );
  return { ...state, send, stop: () => stopping.current?.abort() };
}
