import { list, sql, type WriteContext } from "@hutong/db";
import { providers } from "@hutong/payment-providers";

/** Providers that hold money back until they were told that goods left. */
const wantReports = providers
  .filter(({ capabilities }) => capabilities.includes("shipment-report"))
  .map(({ id }) => id);

/**
 * Notes that a provider is to be told of a parcel, where the payment was made in a mini program and by one that wants to
 * know; the worker tells it. Once for a fulfilment.
 */
export async function expectShipmentReport(
  tx: WriteContext,
  parcel: { purpose: string; referenceId: string; orderId: string; fulfilmentId: string },
): Promise<void> {
  const { fulfilmentId } = parcel;
  const rows = await tx.run(sql`
    insert into shipment_reports (store_id, fulfilment_id, order_id, attempt_id, state, tries, created_at, updated_at)
    select a.store_id, ${fulfilmentId}::uuid, ${parcel.orderId}::uuid, a.id, 'pending', 0, app_now(), app_now()
    from payment_attempts a
    where a.store_id = ${tx.storeId} and a.purpose = ${parcel.purpose} and a.reference_id = ${parcel.referenceId}
      and a.provider = any(${list(wantReports)}::text[]) and a.request->'customer'->>'kind' = 'mini-program'
      and exists (select 1 from payments p where p.store_id = a.store_id and p.attempt_id = a.id and p.use = 'applied')
    limit 1 on conflict do nothing returning fulfilment_id`);
  if (rows.length > 0) tx.enqueue("report-shipment", { fulfilmentId });
}
