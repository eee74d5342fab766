import { getImport } from "@hutong/transfer";
import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { importNotesCsv } from "../../../../../../../../features/imports/notes-csv.ts";
import { answerRefusal } from "../../../../../../../../server/answer-refusal.ts";
import { requestContext } from "../../../../../../../../server/request-context.ts";
import { downloadHeaders, streamPieces } from "../../../../../../../../server/stream-pieces.ts";
import { openForMember } from "../../../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string; import: string }> };

/** Every row of an import that was not taken whole, with why and what to do, as CSV in the reader's language. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const { store, import: id } = await params;
  return await answerRefusal(async () => {
    const { store: opened } = await openForMember(await requestContext(), store);
    const { fileName } = await getImport(opened, { id });
    const [headers, errors] = await Promise.all([
      getTranslations("imports.notes"),
      getTranslations("errors"),
    ]);
    const sentence = (code: string, values: Readonly<Record<string, string | number>>) =>
      errors.has(code as never) ? errors(code as never, values as never) : errors("unknown", { code });
    const columns = ["line", "column", "handle", "reason"].map((name) => headers(name as never));
    const name = `${fileName.replace(/\.\w+$/, "")}-report.csv`;
    return new Response(streamPieces(importNotesCsv(opened, { id, columns, sentence })), {
      headers: downloadHeaders(name, "text/csv; charset=utf-8"),
    });
  });
}
