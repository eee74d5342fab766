import { readFile } from "node:fs/promises";
import type { DemoStore } from "../../demo/format.ts";

const folder = (handle: string) => new URL(`../../demo/${handle}/`, import.meta.url);

/** The demo stores there are, by handle. */
export const demoHandles = ["demo", "street"] as const;
export type DemoHandle = (typeof demoHandles)[number];

/** Reads a demo store's description. */
export async function readDemo(handle: DemoHandle): Promise<DemoStore> {
  return JSON.parse(await readFile(new URL("store.json", folder(handle)), "utf8")) as DemoStore;
}

/** Reads one of its drawings. */
export function readPicture(handle: DemoHandle, file: string): Promise<Buffer> {
  return readFile(new URL(`pictures/${file}`, folder(handle)));
}
