import type { Cell } from "@hutong/db";
import { openBenchStore } from "./bench-store.ts";

const productsEach = 24;
const atOnce = 6;

/** Opens stores "bench-1", "bench-2", … until there are `count` of them, and answers their hosts. */
export async function openMoreStores(cell: Cell, count: number): Promise<string[]> {
  const hosts: string[] = [];
  let next = 1;
  const openInTurn = async () => {
    while (next <= count) {
      const { host } = await openBenchStore(cell, `bench-${next++}`, productsEach);
      hosts.push(host);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openInTurn));
  return hosts;
}
