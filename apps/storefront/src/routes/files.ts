import { readFile as readFromDisk } from "node:fs/promises";
import { extname, join } from "node:path";
import { readFile } from "@hutong/files";
import { pictureWidth } from "@hutong/files/sizes";
import type { Context, Hono } from "hono";
import { fileHeaders } from "../security.ts";
import type { RouteEnv, Services } from "../services.ts";

const types: Record<string, string> = {
  ".json": "application/speculationrules+json",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const builtName = /^\/(assets|art)\/[\w.-]+$/;

/**
 * A merchant's file, on its own store's host only; `?w=` one of a few widths, in the format that the browser reads. A width
 * that is not of the list is not found, so that nobody can have sizes made without end.
 */
export function fileRoutes(app: Hono<RouteEnv>): void {
  app.get("/files/*", async (c) => {
    const { storeId } = c.get("visit").door;
    const asked = c.req.query("w");
    const width = pictureWidth(asked);
    const sized = width === null ? undefined : { width, accept: c.req.header("accept") };
    const isKnown = asked === undefined || sized !== undefined;
    const file = isKnown ? await readFile(storeId, c.req.path.slice("/files/".length), sized) : null;
    if (!file) return c.text("not found", 404, { "cache-control": "no-store" });
    return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
      ...fileHeaders,
      "content-type": file.contentType,
      ...(sized ? { vary: "Accept" } : {}),
      ...(file.isFinal ? {} : { "cache-control": "no-store" }),
    });
  });
}

/** What was built for browsers: the same on every host, hashed names for ever, drawings for a day. */
export function builtRoutes(app: Hono<RouteEnv>, services: Services): void {
  const read = new Map<string, Promise<Buffer<ArrayBuffer>>>();
  const bytesOf = (path: string) => {
    let bytes = read.get(path);
    if (!bytes) {
      bytes = readFromDisk(join(services.assets.folder, path)) as Promise<Buffer<ArrayBuffer>>;
      bytes.then(
        () => read.set(path, bytes!),
        () => {},
      );
    }
    return bytes;
  };
  // Two routes: in the router's patterns an alternative is not held at its ends, and "/orders/…art" would match.
  const answer = async (c: Context<RouteEnv>) => {
    const { path } = c.req;
    const type = types[extname(path)];
    if (!builtName.test(path) || !type) return c.text("not found", 404);
    const bytes = await bytesOf(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (!bytes) return c.text("not found", 404);
    const seconds = path.startsWith("/assets/") ? "31536000, immutable" : "86400";
    return c.body(bytes, 200, {
      "content-type": type,
      "cache-control": `public, max-age=${seconds}`,
      "x-content-type-options": "nosniff",
    });
  };
  app.get("/assets/:name", answer);
  app.get("/art/:name", answer);
}
