import { readPlatform, sql } from "@hutong/db";
import { getCell } from "../../server/cell.ts";
import { log } from "../../server/log.ts";

export const dynamic = "force-dynamic";

/** Able to serve: the database answers as the application's role. */
export async function GET(): Promise<Response> {
  try {
    await readPlatform(getCell(), sql`select 1 from users limit 1`);
    return Response.json({ ok: true });
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return Response.json({ ok: false, reason: "database" }, { status: 503 });
  }
}
