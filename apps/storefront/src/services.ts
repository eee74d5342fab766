import type { HttpBindings } from "@hono/node-server";
import type { Cell } from "@hutong/db";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Assets } from "./assets.ts";
import type { PageServer } from "./page-cache/page-server.ts";
import type { ShellKeeper } from "./shell-keeper.ts";
import type { StoreDoor } from "./store-door.ts";
import type { Visit } from "./visit.ts";

/** What every route works with. */
export interface Services {
  readonly cell: Cell;
  readonly door: StoreDoor;
  readonly pages: PageServer;
  readonly shells: ShellKeeper;
  readonly assets: Assets;
  readonly protocol: "http" | "https";
  readonly log: Logger;
  /** Whether codes can go to phones. */
  readonly canText: boolean;
}

export interface RouteEnv {
  /** Absent where a test asks the app without a server. */
  Bindings: Partial<HttpBindings> | undefined;
  Variables: { visit: Visit };
}

export type RouteContext = Context<RouteEnv>;
