import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import { marketOf } from "../markets/market-of.ts";
import { CountryTaxesInput, TaxSettingsInput } from "./schemas.ts";
import { baseClasses } from "./terms.ts";

const isBase = (handle: string) => (baseClasses as readonly string[]).includes(handle);

/**
 * Sets a country's taxes in the context's market: how it wants them, and its rates in this order, in place of those there
 * were.
 */
export async function putCountryTaxes(ctx: StoreContext, input: CountryTaxesInput): Promise<void> {
  authorize(ctx, "pricing.putCountryTaxes");
  const { country, rates, ...how } = CountryTaxesInput.parse(input);
  const rows = rates.map((rate, position) => ({ ...rate, id: newId<"tax-rate">(), position }));
  const shippingClass = how.shipping === "class" ? (how.shippingClass ?? "standard") : null;
  await ctx.write(async (tx) => {
    tx.send(sql`delete from tax_rates t using markets m where ${marketOf(tx)} and t.store_id = ${tx.storeId}
      and t.market_id = m.id and t.country = ${country}`);
    tx.send(sql`insert into tax_countries (store_id, market_id, country, is_included, rounding, shipping, shipping_class)
      select m.store_id, m.id, ${country}, ${how.isIncluded}::bool, ${how.rounding}, ${how.shipping}, ${shippingClass}::text
      from markets m where ${marketOf(tx)}
      on conflict (store_id, market_id, country) do update set is_included = excluded.is_included,
        rounding = excluded.rounding, shipping = excluded.shipping, shipping_class = excluded.shipping_class`);
    tx.send(sql`insert into tax_rates (store_id, id, market_id, country, position, name, tax_class, province, city, postcodes, basis_points)
      select m.store_id, r.id, m.id, ${country}, r.position, r.name, r."taxClass", r.province, r.city, r.postcodes, r."basisPoints"
      from markets m cross join jsonb_to_recordset(${rows}::jsonb) as r(id uuid, position int, name text, "taxClass" text,
        province text, city text, postcodes text, "basisPoints" numeric)
      where ${marketOf(tx)}`);
    // A class that only a rate names so far is one of the store's from now on.
    const classes = [...new Set(rates.map(({ taxClass }) => taxClass))].filter((one) => !isBase(one));
    if (classes.length > 0)
      tx.send(sql`insert into tax_classes (store_id, handle, name, position)
        select ${tx.storeId}::uuid, c, c, 50 from unnest(${list(classes)}::text[]) as c on conflict do nothing`);
    tx.emit({ kind: "taxes.updated", subject: ["country", country] });
  });
}

/** Takes a country's own taxes away, so that the market's rate holds there again. */
export async function removeCountryTaxes(ctx: StoreContext, input: { country: string }): Promise<void> {
  authorize(ctx, "pricing.removeCountryTaxes");
  await ctx.write(async (tx) => {
    tx.send(sql`delete from tax_rates t using markets m where ${marketOf(tx)} and t.store_id = ${tx.storeId}
      and t.market_id = m.id and t.country = ${input.country}`);
    tx.send(sql`delete from tax_countries c using markets m where ${marketOf(tx)} and c.store_id = ${tx.storeId}
      and c.market_id = m.id and c.country = ${input.country}`);
    tx.emit({ kind: "taxes.updated", subject: ["country", input.country] });
  });
}

/**
 * Sets what holds in the context's market where no country says another, whether customers may ask for a 发票, and the store's own
 * classes of goods. Throws `tax_class_taken` for a class that every store has, `tax_class_used` for one that goods or rates are in still.
 */
export async function putTaxSettings(ctx: StoreContext, input: TaxSettingsInput): Promise<void> {
  authorize(ctx, "pricing.putTaxSettings");
  const { classes, ...market } = TaxSettingsInput.parse(input);
  if (classes.some(({ handle }) => isBase(handle)))
    throw new AppError("invalid", "tax_class_taken", { field: "classes" });
  const rows = classes.map((one, position) => ({ ...one, position }));
  await ctx.write(async (tx) => {
    const [lost] = await tx.run(sql<{ handle: string }>`
      select c.handle from tax_classes c where c.store_id = ${tx.storeId}
        and not exists (select 1 from jsonb_to_recordset(${rows}::jsonb) as r(handle text) where r.handle = c.handle)
        and (exists (select 1 from products p where p.store_id = ${tx.storeId} and p.tax_class = c.handle)
          or exists (select 1 from variants v where v.store_id = ${tx.storeId} and v.tax_class = c.handle)
          or exists (select 1 from tax_rates t where t.store_id = ${tx.storeId} and t.tax_class = c.handle))
      limit 1`);
    if (lost)
      throw new AppError("conflict", "tax_class_used", { field: "classes", params: { class: lost.handle } });
    tx.send(sql`update markets m set is_tax_included = ${market.isTaxIncluded}::bool, tax_basis_points = ${market.taxBasisPoints}::int,
      invoices = ${market.invoices} where ${marketOf(tx)}`);
    tx.send(sql`delete from tax_classes where store_id = ${tx.storeId}`);
    tx.send(sql`insert into tax_classes (store_id, handle, name, position)
      select ${tx.storeId}::uuid, r.handle, r.name, r.position
      from jsonb_to_recordset(${rows}::jsonb) as r(handle text, name text, position int)`);
    tx.emit({ kind: "taxes.updated", subject: ["store", tx.storeId] });
  });
}
