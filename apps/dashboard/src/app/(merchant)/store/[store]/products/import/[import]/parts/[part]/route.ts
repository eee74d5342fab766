import { addImportPart } from "@hutong/transfer";
import { largestPart } from "@hutong/transfer/schemas";
import type { NextRequest } from "next/server";
import { answerRefusal } from "../../../../../../../../../server/answer-refusal.ts";
import { readBody } from "../../../../../../../../../server/read-body.ts";
import { requestContext } from "../../../../../../../../../server/request-context.ts";
import { openForMember } from "../../../../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string; import: string; part: string }> };

/** Takes a part of a file that is being uploaded; the proxy has seen that it comes from a page of ours. */
export async function PUT(request: NextRequest, { params }: Context): Promise<Response> {
  const { store, import: id, part } = await params;
  return await answerRefusal(async () => {
    const { store: opened } = await openForMember(await requestContext(), store);
    const number = /^\d{1,6}$/.test(part) ? Number(part) : Number.MAX_SAFE_INTEGER;
    return Response.json(
      await addImportPart(opened, { id, number, bytes: await readBody(request, largestPart) }),
    );
  });
}
