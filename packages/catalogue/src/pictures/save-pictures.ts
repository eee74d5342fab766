import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText } from "@hutong/kernel";
import { putTranslations } from "@hutong/translations";
import type { z } from "zod";
import { summariseProducts } from "../summarise-products.ts";
import { touchProducts } from "../write-products.ts";
import { SavePicturesInput } from "./schemas.ts";

type Given = z.output<typeof SavePicturesInput>;
type AltsByLocale = Record<string, string[]>;

/** A picture that was taken away, with all that `savePictures` needs to bring it back. */
export interface RemovedPicture {
  readonly fileId: string;
  readonly alt: string;
  readonly alts: Readonly<Record<string, string>>;
}

interface Before {
  readonly media: readonly { file_id: string; alt: string }[];
  readonly alts: AltsByLocale;
}

async function lockPictures(tx: WriteContext, productId: string): Promise<Before> {
  const [product] = await tx.run(
    sql<{
      id: string;
    }>`select id from products where store_id = ${tx.storeId} and id = ${productId} for update`,
  );
  if (!product) throw new AppError("not_found", "product_not_found");
  const [media, texts] = await tx.read(
    sql<{ file_id: string; alt: string }>`select file_id, alt from product_media
      where store_id = ${tx.storeId} and product_id = ${productId} order by position`,
    sql<{ locale: string; value: string }>`select locale, value from translations
      where store_id = ${tx.storeId} and resource_kind = 'product' and resource_id = ${productId} and field = 'alts'`,
  );
  const alts = Object.fromEntries(texts.map(({ locale, value }) => [locale, JSON.parse(value) as string[]]));
  return { media, alts };
}

/** For each new picture its place before, or -1; a file that stands there twice is taken in its order. */
function formerPlaces(before: Before["media"], after: Given["pictures"]): number[] {
  const taken = new Set<number>();
  return after.map(({ fileId }) => {
    const at = before.findIndex((row, index) => row.file_id === fileId && !taken.has(index));
    if (at !== -1) taken.add(at);
    return at;
  });
}

// Translated texts stand in the order of the pictures, so they move with them.
function movedAlts(before: AltsByLocale, after: Given["pictures"], places: readonly number[]): AltsByLocale {
  const brought = after.flatMap(({ alts }) => Object.keys(alts ?? {}));
  const locales = new Set([...Object.keys(before), ...brought]);
  return Object.fromEntries(
    [...locales].map((locale) => [
      locale,
      after.map(({ alts }, index) => alts?.[locale] ?? before[locale]?.[places[index]!] ?? ""),
    ]),
  );
}

async function judgeFiles(tx: WriteContext, given: Given): Promise<void> {
  const wanted = [...new Set(given.pictures.map(({ fileId }) => fileId))];
  const known = await tx.run(sql<{ id: string }>`select id from files
    where store_id = ${tx.storeId} and id = any(${list(wanted)}::uuid[])`);
  if (known.length < wanted.length) throw new AppError("not_found", "picture_not_found");
}

function write(tx: WriteContext, { productId, pictures }: Given): void {
  tx.send(sql`delete from product_media where store_id = ${tx.storeId} and product_id = ${productId}`);
  const rows = pictures.map(({ fileId, alt }, position) => ({
    position,
    file_id: fileId,
    alt: cleanText(alt),
  }));
  if (rows.length > 0)
    tx.send(sql`insert into product_media (store_id, product_id, position, file_id, alt)
      select ${tx.storeId}::uuid, ${productId}::uuid, m.position, m.file_id, m.alt
      from jsonb_to_recordset(${rows}::jsonb) as m(position int, file_id uuid, alt text)`);
  tx.send(
    sql`update products set updated_at = app_now() where store_id = ${tx.storeId} and id = ${productId}`,
  );
}

/**
 * Puts a product's pictures in another order, takes some in or away, and says what they show. The product's version stays:
 * who edits its texts meanwhile is not disturbed. Answers what was taken away. Throws `product_not_found`,
 * `picture_not_found`, and `pictures_changed` when they are not any more those that were seen.
 */
export async function savePictures(
  ctx: StoreContext,
  input: SavePicturesInput,
): Promise<{ removed: readonly RemovedPicture[] }> {
  authorize(ctx, "catalogue.savePictures");
  const given = SavePicturesInput.parse(input);
  return ctx.write(async (tx) => {
    const before = await lockPictures(tx, given.productId);
    const isSame =
      before.media.length === given.known.length &&
      before.media.every((row, index) => row.file_id === given.known[index]);
    if (!isSame) throw new AppError("conflict", "pictures_changed");
    await judgeFiles(tx, given);
    const places = formerPlaces(before.media, given.pictures);
    write(tx, given);
    const alts = movedAlts(before.alts, given.pictures, places);
    await putTranslations(
      tx,
      Object.entries(alts).map(([locale, texts]) => ({
        resourceKind: "product" as const,
        resourceId: given.productId,
        locale,
        field: "alts",
        value: JSON.stringify(texts.map(cleanText)),
      })),
    );
    summariseProducts(tx, [given.productId]);
    await touchProducts(tx, [given.productId]);
    tx.emit({ kind: "product.updated", subject: ["product", given.productId] });
    const stays = new Set(places);
    const removed = before.media.flatMap(({ file_id: fileId, alt }, index) => {
      if (stays.has(index)) return [];
      const texts = Object.entries(before.alts).flatMap(([locale, all]) =>
        all[index] ? [[locale, all[index]]] : [],
      );
      return [{ fileId, alt, alts: Object.fromEntries(texts) }];
    });
    return { removed };
  });
}
