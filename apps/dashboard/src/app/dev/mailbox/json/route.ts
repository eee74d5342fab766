import { hasDevelopmentMailbox } from "../../../../env.ts";
import { readMailbox } from "../../../../features/mailbox/read-mailbox.ts";

export const dynamic = "force-dynamic";

/** `/dev/mailbox?format=json`: every letter, newest first. */
export async function GET(): Promise<Response> {
  if (!hasDevelopmentMailbox) return Response.json({ reason: "not_found" }, { status: 404 });
  return Response.json(await readMailbox(), { headers: { "Cache-Control": "no-store" } });
}
