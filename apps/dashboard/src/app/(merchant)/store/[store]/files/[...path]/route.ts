import { readFile } from "@hutong/files";
import type { NextRequest } from "next/server";
import { refusalOf } from "../../../../../../server/refusal.ts";
import { requestContext } from "../../../../../../server/request-context.ts";
import { openForMember } from "../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string; path: string[] }> };

/** A picture of the store for its members. Names of files follow from their content, so they may be kept for ever. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const { store, path } = await params;
  try {
    const { store: opened } = await openForMember(await requestContext(), store);
    const file = await readFile(opened.storeId, path.join("/"));
    if (!file) return new Response(null, { status: 404 });
    return new Response(Buffer.from(file.bytes), {
      headers: {
        "Content-Type": file.contentType,
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    });
  } catch (error) {
    if (refusalOf(error)) return new Response(null, { status: 404 });
    throw error;
  }
}
