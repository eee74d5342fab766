import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { csvCell, csvLine } from "./write-csv.ts";

const pageSize = 1_000;

const headers = [
  ...([
    "Handle",
    "Title",
    "Option1 Value",
    "Option2 Value",
    "Option3 Value",
    "SKU",
    "Barcode",
    "Location",
  ] as const),
  ...([
    "On hand",
    "Available",
    "Committed",
    "Reserved",
    "Damaged",
    "Safety stock",
    "Quality control",
  ] as const),
  "Incoming",
] as const;

interface Row {
  readonly variantId: string;
  readonly locationId: string;
  readonly texts: readonly (string | null)[];
  readonly units: readonly number[];
}

/**
 * Writes the stock of a location, or of all of them, as CSV in pieces of text: a row for each variant that is counted there. What a person
 * typed cannot run as a formula. Throws `location_not_found`.
 */
export async function* exportStock(
  ctx: StoreContext,
  { locationId }: { locationId?: string | undefined } = {},
): AsyncGenerator<string> {
  authorize(ctx, "transfer.exportStock");
  if (locationId !== undefined && !isId(locationId)) throw new AppError("not_found", "location_not_found");
  // The mark tells spreadsheets that the text is UTF-8.
  yield `\ufeff${csvLine(headers.map((header) => csvCell(header, false)))}`;
  let after: Row | undefined;
  for (;;) {
    const rows = await readPage(ctx, locationId, after);
    yield rows.map(writeRow).join("");
    if (rows.length < pageSize) return;
    after = rows.at(-1);
  }
}

async function readPage(
  ctx: StoreContext,
  locationId: string | undefined,
  after: Row | undefined,
): Promise<Row[]> {
  const [rows] = await ctx.read(sql<Row>`
    select s.variant_id as "variantId", s.location_id as "locationId",
      jsonb_build_array(p.handle, p.title, v.option1, v.option2, v.option3, v.sku, v.barcode, l.name) as texts,
      jsonb_build_array(s.on_hand, s.available, s.committed, s.reserved, s.damaged, s.safety_stock, s.quality_control,
        coalesce((select sum(i.incoming) from consignment_lines i join consignments c on c.store_id = i.store_id and c.id = i.consignment_id
          where i.store_id = s.store_id and i.variant_id = s.variant_id and i.incoming > 0 and c.to_location_id = s.location_id), 0)) as units
    from (select * from stock s where s.store_id = ${ctx.storeId}
        ${locationId === undefined ? nothing : fragment`and s.location_id = ${locationId}`}
        ${after ? fragment`and (s.variant_id, s.location_id) > (${after.variantId}::uuid, ${after.locationId}::uuid)` : nothing}
      order by s.variant_id, s.location_id limit ${pageSize}::int) s
    join variants v on v.store_id = s.store_id and v.id = s.variant_id
    join products p on p.store_id = v.store_id and p.id = v.product_id
    join locations l on l.store_id = s.store_id and l.id = s.location_id
    order by s.variant_id, s.location_id`);
  return rows;
}

function writeRow({ texts, units }: Row): string {
  return csvLine([...texts.map((text) => csvCell(text ?? "", true)), ...units.map(String)]);
}
