import { type ByteRange, findDownload, takeDownload } from "@hutong/checkout";
import { AppError, httpStatus } from "@hutong/kernel";
import type { Hono } from "hono";
import { DownloadPage, NoDownloadPage } from "../pages/download-page.tsx";
import { refusalOf } from "../refusal.ts";
import { deskPage, openDesk } from "../render-desk-page.tsx";
import { downloadHeaders } from "../security.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { downloadWords } from "../words/downloads.ts";

// RFC 8187: what may stand in an extended value as it is.
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The header that has a file saved under its name (RFC 6266), with a plain one for those that know no other letters. */
export function attachment(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}/\\]/gu, "_").toWellFormed();
  const plain = safe.replace(/[^\x20-\x7e]/g, "_").replace(/["%]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(safe)}`;
}

/** One range of bytes (RFC 9110, 14.2); null for none, and for what asks for several, which is answered whole. */
export function rangeOf(header: string | undefined): ByteRange | null {
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || first + last === "") return null;
  if (first === "") return { from: Number(last) === 0 ? Number.MAX_SAFE_INTEGER : -Number(last) };
  if (last !== "" && Number(last) < Number(first)) return null;
  return { from: Number(first), to: last === "" ? undefined : Number(last) };
}

// A date, or a weak tag, is nobody's: then the file is sent whole.
const tagOf = (header: string | undefined) => header?.replace(/^"(.*)"$/, "$1");

async function send(c: RouteContext): Promise<Response> {
  const { ctx } = c.get("visit");
  const link = c.req.param("link")!;
  const isLook = c.req.method === "HEAD";
  const range = rangeOf(c.req.header("range"));
  const file = await takeDownload(ctx, { link, range, isLook, ifTag: tagOf(c.req.header("if-range")) });
  const headers = {
    ...downloadHeaders,
    "content-disposition": attachment(file.name),
    etag: `"${file.tag}"`,
  };
  if (!file.sent) return c.body(null, 416, { ...headers, "content-range": `bytes */${file.bytes}` });
  const { from, to, isPart, body } = file.sent;
  return c.body(isLook ? "" : (body() as ReadableStream<Uint8Array<ArrayBuffer>>), isPart ? 206 : 200, {
    ...headers,
    "content-length": String(to - from + 1),
    ...(isPart ? { "content-range": `bytes ${from}-${to}/${file.bytes}` } : {}),
  });
}

// A link that leads to no file says why, in a page with a stable code.
async function orSayWhy(
  services: Services,
  c: RouteContext,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(refusal instanceof AppError) || !refusal.code.startsWith("download_")) throw error;
    const desk = await openDesk(services, c.get("visit"));
    const { code, kind } = refusal;
    const [title] = downloadWords(desk.visit.locale).codes[code]!;
    return deskPage(services, desk, {
      title,
      status: httpStatus[kind],
      body: <NoDownloadPage code={code} desk={desk} />,
    });
  }
}

/**
 * Files that were bought, by their signed links. The page is what letters lead to, since mail programs open links to look at them; the file
 * itself is sent whole or by ranges, so that a download goes on where the network broke.
 */
export function downloadRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/downloads/:link", (c) =>
    orSayWhy(services, c, async () => {
      const visit = c.get("visit");
      const link = c.req.param("link");
      const file = await findDownload(visit.ctx, { link });
      const desk = await openDesk(services, visit);
      return deskPage(services, desk, {
        title: file.name,
        body: <DownloadPage file={file} href={`/downloads/${link}/file`} desk={desk} />,
      });
    }),
  );
  app.get("/downloads/:link/file", (c) => orSayWhy(services, c, () => send(c)));
}
