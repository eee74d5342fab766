import { httpStatus } from "@hutong/kernel";
import { refusalOf } from "./refusal.ts";

/** Runs a handler's work; a refusal of the domain is answered by its status and `{ reason, params }`, a surprise is thrown. */
export async function answerRefusal(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const { code, params, kind } = refusal;
    return Response.json({ reason: code, params }, { status: httpStatus[kind] });
  }
}
