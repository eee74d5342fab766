import { exportStock } from "@hutong/transfer";
import type { NextRequest } from "next/server";
import { refusalOf } from "../../../../../../server/refusal.ts";
import { requestContext } from "../../../../../../server/request-context.ts";
import { openForMember } from "../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string }> };

/** The stock as a file for a spreadsheet: of one location, or of all. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { store } = await params;
  const locationId = request.nextUrl.searchParams.get("location") || undefined;
  try {
    const { store: opened } = await openForMember(await requestContext(), store);
    const pieces = exportStock(opened, { locationId });
    // Refusals come with the first piece, while the answer can still be another.
    const first = await pieces.next();
    return new Response(streamOf(first, pieces), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="stock-${store}.csv"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (refusalOf(error)) return new Response(null, { status: 404 });
    throw error;
  }
}

function streamOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const piece = next ?? (await rest.next());
      next = null;
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
