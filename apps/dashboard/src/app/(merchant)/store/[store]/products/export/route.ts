import { holds } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { exportProducts, exportWorkbook } from "@hutong/transfer";
import type { NextRequest } from "next/server";
import { storefrontUrl } from "../../../../../../env.ts";
import { answerRefusal } from "../../../../../../server/answer-refusal.ts";
import { requestContext } from "../../../../../../server/request-context.ts";
import { downloadHeaders, streamPieces } from "../../../../../../server/stream-pieces.ts";
import { openForMember } from "../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string }> };

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

type Format = keyof typeof contentTypes;

/** All products of the store as a file; `?format=xlsx` for Excel, `?format=jsonl` for the one that has everything. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { store } = await params;
  return await answerRefusal(async () => {
    const { store: opened } = await openForMember(await requestContext(), store);
    // Once the body is on its way there is no refusing any more.
    if (!holds(opened.actor, "catalogue.read")) throw new AppError("forbidden", "forbidden");
    const asked = request.nextUrl.searchParams.get("format") ?? "csv";
    const format: Format = Object.hasOwn(contentTypes, asked) ? (asked as Format) : "csv";
    const origin = storefrontUrl(store);
    const pieces =
      format === "xlsx"
        ? await exportWorkbook(opened, { origin })
        : exportProducts(opened, { origin, format });
    const day = new Date().toISOString().slice(0, 10);
    return new Response(streamPieces(pieces), {
      headers: downloadHeaders(`${store}-products-${day}.${format}`, contentTypes[format]),
    });
  });
}
