import { addDigitalFilePart } from "@hutong/catalogue";
import { largestDigitalPart } from "@hutong/catalogue/schemas";
import type { NextRequest } from "next/server";
import { answerRefusal } from "../../../../../../../../../server/answer-refusal.ts";
import { readBody } from "../../../../../../../../../server/read-body.ts";
import { requestContext } from "../../../../../../../../../server/request-context.ts";
import { openForMember } from "../../../../../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string; file: string; part: string }> };

/** Takes a part of a file that customers will buy; the proxy has seen that it comes from a page of ours. */
export async function PUT(request: NextRequest, { params }: Context): Promise<Response> {
  const { store, file: id, part } = await params;
  return await answerRefusal(async () => {
    const { store: opened } = await openForMember(await requestContext(), store);
    const number = /^\d{1,6}$/.test(part) ? Number(part) : Number.MAX_SAFE_INTEGER;
    const bytes = await readBody(request, largestDigitalPart);
    return Response.json(await addDigitalFilePart(opened, { id, number, bytes }));
  });
}
