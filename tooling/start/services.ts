import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, type StartSettings } from "./env.ts";

export interface Service {
  name: string;
  port: number;
  /** Arguments to node; the entry is the first that is not an option. */
  args: string[];
}

// Rendering makes much that is short-lived; with V8's own 16 MB a sixth of the time goes into moving it about.
const roomForRendering = "--max-semi-space-size=32";

export function services({ ports, isDev }: Pick<StartSettings, "ports" | "isDev">): Service[] {
  const next = [
    "node_modules/next/dist/bin/next",
    isDev ? "dev" : "start",
    "-p",
    String(ports.dashboard),
    "apps/dashboard",
  ];
  return [
    { name: "dashboard", port: ports.dashboard, args: next },
    {
      name: "storefront",
      port: ports.storefront,
      args: [roomForRendering, "apps/storefront/dist/server/server.js"],
    },
    { name: "api", port: ports.api, args: ["apps/api/src/server.ts"] },
    { name: "worker", port: ports.worker, args: ["apps/worker/src/main.ts"] },
  ];
}

/** Said before anything is started, and not by a process that dies again and again. */
export function refuseMissingEntries(list: Service[]): void {
  for (const { name, args } of list) {
    const entry = args.find((arg) => !arg.startsWith("-"))!;
    if (!existsSync(join(root, entry))) throw new Error(`The ${name} has no ${entry}.`);
  }
}
