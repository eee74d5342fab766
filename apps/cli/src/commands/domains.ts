import { addHost } from "@hutong/stores";
import type { Answer } from "../report.ts";
import { withStore } from "../with-cell.ts";

/** `domains add HOST`: a further host of a store; served once it is verified. */
export async function add(host: string, options: { store: string; verified?: boolean }): Promise<Answer> {
  const isVerified = options.verified ?? false;
  const added = await withStore(options.store, (ctx) => addHost(ctx, { host, isVerified }));
  return {
    data: { ...added, isVerified },
    lines: [`${added.host} belongs to ${options.store}${isVerified ? "" : ", not verified yet"}`],
  };
}
