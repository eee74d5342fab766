import { putFile } from "@hutong/files";
import { largestFile } from "@hutong/files/schemas";
import type { NextRequest } from "next/server";
import { answerRefusal } from "../../../../../server/answer-refusal.ts";
import { readBody } from "../../../../../server/read-body.ts";
import { requestContext } from "../../../../../server/request-context.ts";
import { openForMember } from "../../../../../server/trpc.ts";

type Context = { params: Promise<{ store: string }> };

/** Takes a picture, whatever it is called, and answers its file; the proxy has seen that it comes from a page of ours. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const { store } = await params;
  return await answerRefusal(async () => {
    const { store: opened } = await openForMember(await requestContext(), store);
    return Response.json(await putFile(opened, { bytes: await readBody(request, largestFile) }));
  });
}
