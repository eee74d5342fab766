import { watch } from "node:fs";
import { join } from "node:path";
import { root } from "./env.ts";

const settleMs = 250;

/** Calls back once after each burst of changes to source files in the folders. */
export function onSourceChange(folders: string[], signal: AbortSignal, call: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  const touched = (file: string | null) => {
    if (
      !file ||
      /node_modules|\.test\.|(^|\/)(dist|\.next)(\/|$)/.test(file) ||
      !/\.(m?[jt]sx?|css|json)$/.test(file)
    )
      return;
    clearTimeout(timer);
    timer = setTimeout(() => void call(), settleMs);
  };
  for (const folder of folders) {
    watch(join(root, folder), { recursive: true, signal, persistent: false }, (_event, file) =>
      touched(file),
    ).on("error", () => {});
  }
}
