import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, type StartSettings } from "./env.ts";

export interface Service {
  name: string;
  port: number;
  /** Where it runs; the repository's root when it does not say. */
  folder?: string;
  /** Arguments to node; the entry is the first that is not an option. */
  args: string[];
  /** Variables beside those of all services. */
  env?: Record<string, string>;
}

// Rendering makes much that is short-lived; with V8's own 16 MB a sixth of the time goes into moving it about.
const roomForRendering = "--max-semi-space-size=32";
// Node's own code is 40 MB and is jumped about in: in pages of 2 MB, where the kernel has any, the processor finds its places sooner.
const largePages = "--use-largepages=silent";

// The worker keeps little and makes much: the smaller room is collected more often, and what outlived it is looked through when it has
// doubled, where V8 would let it grow fourfold. An import stays as small as it began.
const roomForBatches = ["--max-semi-space-size=8", "--heap-growing-percent=100"];

// A file's part of 4 MB comes and goes: kept by the C library for the next one, which wants it elsewhere, it would stay for good.
const givesBack = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) };

export function services({ ports, isDev }: Pick<StartSettings, "ports" | "isDev">): Service[] {
  const next = [
    "../../node_modules/next/dist/bin/next",
    isDev ? "dev" : "start",
    "-p",
    String(ports.dashboard),
  ];
  return [
    // next-intl looks for its settings from where the process runs.
    { name: "dashboard", port: ports.dashboard, folder: "apps/dashboard", args: next },
    {
      name: "storefront",
      port: ports.storefront,
      args: [roomForRendering, largePages, "apps/storefront/dist/server/server.js"],
    },
    { name: "api", port: ports.api, args: ["apps/api/src/server.ts"] },
    {
      name: "worker",
      port: ports.worker,
      args: [...roomForBatches, "apps/worker/src/main.ts"],
      env: givesBack,
    },
  ];
}

/** The demo stores' simulators, which are there before the stores are connected to them. */
export function simulatorsService({ ports }: Pick<StartSettings, "ports">): Service {
  return { name: "simulators", port: ports.wechatPay, args: ["tooling/start/simulators.ts"] };
}

/** Said before anything is started, and not by a process that dies again and again. */
export function refuseMissingEntries(list: Service[]): void {
  for (const { name, folder = "", args } of list) {
    const entry = args.find((arg) => !arg.startsWith("-"))!;
    if (!existsSync(join(root, folder, entry))) throw new Error(`The ${name} has no ${entry}.`);
  }
}
