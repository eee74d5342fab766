import { authorize, type StoreContext } from "@hutong/db";
import type { OrderDownload } from "@hutong/orders";
import type { OrderDownloadView } from "../views.ts";
import { downloadRef } from "./download-ref.ts";

/** Files of an order with their links, for its customer. */
export async function downloadViews(
  ctx: StoreContext,
  files: readonly OrderDownload[],
): Promise<OrderDownloadView[]> {
  authorize(ctx, "checkout.downloadViews");
  return await Promise.all(
    files.map(async ({ name, bytes, allowed, used, expiresAt, state, ...file }) => ({
      ...{ name, bytes, expiresAt, state, left: allowed - used },
      link: await downloadRef(ctx, { ...file, expiresAt }),
    })),
  );
}
