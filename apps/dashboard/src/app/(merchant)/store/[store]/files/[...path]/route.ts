import { readFile } from "@hutong/files";
import { pictureWidth } from "@hutong/files/sizes";
import type { NextRequest } from "next/server";
import { refusalOf } from "../../../../../../server/refusal.ts";
import { requestContext } from "../../../../../../server/request-context.ts";
import { openForMember } from "../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string; path: string[] }> };

/** A picture of the store for its members, whole or by `?w=` at a width. Names of files follow from their content, so they may be kept for ever. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { store, path } = await params;
  try {
    const { store: opened } = await openForMember(await requestContext(), store);
    const width = pictureWidth(request.nextUrl.searchParams.get("w"));
    const sized = width === null ? undefined : { width, accept: request.headers.get("accept") };
    const file = await readFile(opened.storeId, path.join("/"), sized);
    if (!file) return new Response(null, { status: 404 });
    return new Response(Buffer.from(file.bytes), {
      headers: {
        "Content-Type": file.contentType,
        "Cache-Control": file.isFinal ? "private, max-age=31536000, immutable" : "no-store",
        ...(sized ? { Vary: "Accept" } : {}),
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    });
  } catch (error) {
    if (refusalOf(error)) return new Response(null, { status: 404 });
    throw error;
  }
}
