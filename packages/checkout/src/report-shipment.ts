import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type LocalizedText } from "@hutong/kernel";
import type { ShipmentOutcome, ShipmentToReport } from "@hutong/payment-providers";
import { type AccountRow, openAccount } from "@hutong/payments";

/** Tries after which a report is a person's affair: some days, as the queue waits longer each time. */
const mostTries = 20;

const gaveUp: LocalizedText = {
  "zh-CN": "微信一直联系不上，发货信息没有报上去。请在小程序后台手工录入。",
  en: "WeChat could not be reached, so the shipment was not reported. Enter it by hand in the mini program's console.",
};

type ReportRow = {
  state: "pending" | "reported" | "failed";
  tries: number;
  order_id: string;
  attempt_id: string;
  carrier: string;
  tracking_number: string;
  shipped_at: Date;
  provider_payment_id: string;
  phone: string | null;
  description: string;
  is_only: boolean;
  is_last: boolean;
  is_early: boolean;
  is_download: boolean;
  account: AccountRow;
};

/** A shipment was not reported yet; the queue tries again, later each time. */
class ShipmentWaits extends Error {
  constructor(why: string) {
    super(`shipment not reported: ${why}`);
    this.name = "ShipmentWaits";
  }
}

async function load(ctx: StoreContext, fulfilmentId: string): Promise<ReportRow> {
  const [[row]] = await ctx.read(sql<ReportRow>`
    select r.state, r.tries, r.order_id, r.attempt_id, f.carrier, f.tracking_number, f.created_at as shipped_at,
      p.provider_payment_id, coalesce(nullif(o.address->>'phone', ''), nullif(o.phone, '')) as phone,
      coalesce((select string_agg(l.title || ' × ' || (x->>'quantity'), '，' order by l.position)
        from jsonb_array_elements(f.lines) x join order_lines l on l.store_id = f.store_id and l.id = (x->>'lineId')::uuid), '') as description,
      o.fulfilment_state = 'fulfilled' and not exists (select 1 from fulfilments g
        where g.store_id = f.store_id and g.order_id = f.order_id and g.id <> f.id) as is_only,
      o.fulfilment_state = 'fulfilled' and not exists (select 1 from fulfilments g
        where g.store_id = f.store_id and g.order_id = f.order_id and g.id > f.id) as is_last,
      exists (select 1 from shipment_reports e
        where e.store_id = r.store_id and e.order_id = r.order_id and e.state = 'pending' and e.fulfilment_id < r.fulfilment_id) as is_early,
      f.carrier = '' and exists (select 1 from order_downloads d
        where d.store_id = f.store_id and d.order_line_id = (f.lines->0->>'lineId')::uuid) as is_download,
      jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) as account
    from shipment_reports r
    join fulfilments f on f.store_id = r.store_id and f.id = r.fulfilment_id
    join orders o on o.store_id = r.store_id and o.id = r.order_id
    join payments p on p.store_id = r.store_id and p.attempt_id = r.attempt_id and p.use = 'applied'
    join payment_accounts a on a.store_id = p.store_id and a.id = p.account_id
    where r.store_id = ${ctx.storeId} and r.fulfilment_id = ${fulfilmentId}
    order by p.captured_at limit 1`);
  if (!row) throw new AppError("not_found", "shipment_report_not_found");
  return row;
}

function toReport(row: ReportRow): ShipmentToReport {
  return {
    attemptId: row.attempt_id,
    paymentId: row.provider_payment_id,
    part: row.is_only ? "whole" : row.is_last ? "last" : "some",
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    description: row.description,
    recipientPhone: row.phone,
    shippedAt: row.shipped_at,
    isDownload: row.is_download,
  };
}

async function ask(ctx: StoreContext, row: ReportRow): Promise<ShipmentOutcome | Error> {
  try {
    const { connected } = await openAccount(ctx, row.account);
    if (!connected.reportShipment) throw new Error("the provider takes no reports");
    return await connected.reportShipment(toReport(row));
  } catch (error) {
    // The network, a timeout, or words that are not the provider's: nothing is known.
    if (error instanceof Error) return error;
    throw error;
  }
}

async function end(
  tx: WriteContext,
  fulfilmentId: string,
  row: ReportRow,
  state: ReportRow["state"],
  reason: LocalizedText | null,
): Promise<void> {
  const changed = await tx.run(sql`update shipment_reports
    set state = ${state}, reason = ${reason}::jsonb, tries = tries + 1, updated_at = app_now()
    where store_id = ${tx.storeId} and fulfilment_id = ${fulfilmentId} and state = 'pending' returning 1`);
  // One that waits is told of once.
  if (changed.length === 0 || (state === "pending" && row.tries > 0)) return;
  const kind = {
    reported: "shipment.reported",
    failed: "shipment.report_failed",
    pending: "shipment.report_waits",
  };
  tx.emit({ kind: kind[state], subject: ["order", row.order_id], data: { fulfilmentId } });
}

/**
 * Tells a provider of a parcel, parcels of an order in their order; safe to run any number of times. What became of it
 * stands with the fulfilment. Throws when it is to be tried again.
 */
export async function reportShipment(ctx: StoreContext, input: { fulfilmentId: string }): Promise<void> {
  authorize(ctx, "checkout.reportShipment");
  const row = await load(ctx, input.fulfilmentId);
  if (row.state !== "pending") return;
  if (row.is_early) throw new ShipmentWaits("an earlier parcel of the order comes first");
  const told = await ask(ctx, row);
  const isOver = row.tries + 1 >= mostTries;
  const write = (state: ReportRow["state"], reason: LocalizedText | null) =>
    ctx.write((tx) => end(tx, input.fulfilmentId, row, state, reason));
  if (told instanceof Error) {
    await write(isOver ? "failed" : "pending", isOver ? gaveUp : null);
    if (!isOver) throw new ShipmentWaits(told.message);
    return;
  }
  if (told.kind === "reported") return await write("reported", null);
  await write(told.kind === "failed" || isOver ? "failed" : "pending", told.merchant);
  if (told.kind === "waits" && !isOver) throw new ShipmentWaits(told.merchant.en ?? "");
}
