import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, type StartSettings } from "./env.ts";

export interface Service {
  name: string;
  port: number;
  /** Arguments to node; the entry is among them. */
  args: string[];
}

export function services({ ports, isDev }: StartSettings): Service[] {
  const next = [
    "node_modules/next/dist/bin/next",
    isDev ? "dev" : "start",
    "-p",
    String(ports.dashboard),
    "apps/dashboard",
  ];
  return [
    { name: "dashboard", port: ports.dashboard, args: next },
    { name: "storefront", port: ports.storefront, args: ["apps/storefront/dist/server/server.js"] },
    { name: "api", port: ports.api, args: ["apps/api/src/server.ts"] },
    { name: "worker", port: ports.worker, args: ["apps/worker/src/main.ts"] },
  ];
}

/** Said before anything is started, and not by a process that dies again and again. */
export function refuseMissingEntries(list: Service[]): void {
  for (const { name, args } of list) {
    const entry = args[0]!;
    if (!existsSync(join(root, entry))) throw new Error(`The ${name} has no ${entry}.`);
  }
}
