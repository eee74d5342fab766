"use client";

import { largestFile } from "@hutong/files/sizes";
import { useEffect, useRef, useState } from "react";
import { sendBytes, UploadFailed } from "../../../api/send-bytes.ts";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";

/** What the server answers to a picture. */
export interface Uploaded {
  readonly id: string;
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  /** Bytes that have left; once all have, the server looks at it. */
  readonly sent: number;
  readonly failure: UploadFailed | null;
}

const atOnce = 2;

/** Sends pictures, some at a time; `onUploaded` is told of each that the server has taken. */
export function useUploads(onUploaded: (file: Uploaded, name: string) => Promise<unknown>) {
  const { handle } = useStore();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const files = useRef(new Map<number, File>());
  const stopping = useRef(new Map<number, AbortController>());
  const queue = useRef<number[]>([]);
  const running = useRef(0);
  const last = useRef(0);
  const told = useRef(onUploaded);
  told.current = onUploaded;
  useEffect(() => {
    const all = stopping.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);

  const update = (key: number, how: Partial<Upload>) =>
    setUploads((list) => list.map((one) => (one.key === key ? { ...one, ...how } : one)));
  const forget = (key: number) => {
    files.current.delete(key);
    stopping.current.delete(key);
    setUploads((list) => list.filter((one) => one.key !== key));
  };

  async function send(key: number): Promise<void> {
    const file = files.current.get(key);
    if (!file) return;
    const controller = new AbortController();
    stopping.current.set(key, controller);
    try {
      if (file.size > largestFile) throw new UploadFailed("file_too_large", { most: largestFile });
      const answer = await sendBytes(
        "POST",
        paths.pictures(handle),
        file,
        (sent) => update(key, { sent }),
        controller.signal,
      );
      await told.current(JSON.parse(answer) as Uploaded, file.name);
      forget(key);
    } catch (error) {
      if (!(error instanceof UploadFailed)) throw error;
      if (error.code === "cancelled") forget(key);
      else update(key, { failure: error });
    }
  }

  function next(): void {
    while (running.current < atOnce) {
      const key = queue.current.shift();
      if (key === undefined) return;
      running.current += 1;
      void send(key).finally(() => {
        running.current -= 1;
        next();
      });
    }
  }

  return {
    uploads,
    add(list: readonly File[]): void {
      const fresh = list.map((file) => {
        last.current += 1;
        files.current.set(last.current, file);
        queue.current.push(last.current);
        return { key: last.current, name: file.name, bytes: file.size, sent: 0, failure: null };
      });
      setUploads((before) => [...before, ...fresh]);
      next();
    },
    again(key: number): void {
      update(key, { sent: 0, failure: null });
      queue.current.push(key);
      next();
    },
    /** Stops one that is on its way, and lets go of one that failed. */
    drop(key: number): void {
      queue.current = queue.current.filter((one) => one !== key);
      const controller = stopping.current.get(key);
      const isUnderWay = controller && !uploads.find((one) => one.key === key)?.failure;
      if (isUnderWay) controller.abort();
      else forget(key);
    },
  };
}
