import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { createApi } from "../../../apps/api/src/app.ts";
import { appRouter } from "../../../apps/dashboard/src/server/root.ts";
import type { Cell } from "../../../packages/db/src/index.ts";
import { root } from "../../start/env.ts";

interface HonoRoutes {
  readonly routes: readonly { method: string; path: string }[];
}

// "ALL" is what stands before every route, such as finding the store.
function named({ routes }: HonoRoutes): string[] {
  const all = routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  return [...new Set(all)];
}

/** The storefront's routes, of the app itself; its pages are JSX, which Node alone does not read. */
export async function storefrontRoutes(): Promise<string[]> {
  const server = await createServer({
    configFile: false,
    root,
    appType: "custom",
    logLevel: "silent",
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { createApp } = await server.ssrLoadModule("/apps/storefront/src/app.ts");
    return named(createApp({}) as HonoRoutes);
  } finally {
    await server.close();
  }
}

export function apiRoutes(cell: Cell): string[] {
  return named(createApi(cell, { warn() {}, error() {} } as unknown as Parameters<typeof createApi>[1]));
}

/** Every procedure of the dashboard, by its path. */
export function procedures(): { path: string; isMutation: boolean }[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({
    path,
    isMutation: (procedure as unknown as { _def: { type: string } })._def.type === "mutation",
  }));
}

/** Addresses of the dashboard's pages and handlers, as its folders name them: "/store/[store]/orders". */
export function dashboardPages(): string[] {
  const folder = join(root, "apps/dashboard/src/app");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
  const addresses = pages.map((file) => {
    const parts = file.split("/").slice(0, -1);
    return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
  });
  return [...new Set(addresses)].sort();
}
