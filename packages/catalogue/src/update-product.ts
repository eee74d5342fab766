import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isId } from "@hutong/kernel";
import type { z } from "zod";
import { changeVariants, type VariantsChange } from "./change-variants.ts";
import { judgeCurrency } from "./judge-product.ts";
import { isSameProduct } from "./merge-product.ts";
import { type ProductPlace, placeProduct, readPlace } from "./place-product.ts";
import { lockProducts, type ProductRow, type WholeProduct } from "./product-rows.ts";
import { UpdateProductInput } from "./product-schemas.ts";
import { heldVariants, type LetGo, removeVariants } from "./remove-variants.ts";
import { safeHtml } from "./rich-text.ts";
import { storeCurrency } from "./upsert-products.ts";
import { writeProducts } from "./write-products.ts";

type Given = z.output<typeof UpdateProductInput>;

/**
 * Changes a product that was read at `version`; what is left out stays, and only rows that differ are written. Throws
 * `product_not_found`, `product_changed` when somebody was faster, `title_missing`, `variant_in_stock` for variants that go while
 * somebody waits for units of them, `currency_mismatch`, and what `changeVariants` and `placeProduct` throw. Answers the new version and the ids of what was
 * added, in its order.
 * @param letGo gives up what inventory has of variants that go; without it only those without stock can
 */
export async function updateProduct(
  ctx: StoreContext,
  input: UpdateProductInput,
  letGo?: LetGo,
): Promise<{ version: number; added: Id<"variant">[] }> {
  authorize(ctx, "catalogue.updateProduct");
  if (!isId(input.id)) throw new AppError("not_found", "product_not_found");
  const given = UpdateProductInput.parse(input);
  judgeCurrency(given.currency, await storeCurrency(ctx));
  return ctx.write(async (tx) => {
    const [before] = await lockProducts(tx, { ids: [given.id] });
    if (!before) throw new AppError("not_found", "product_not_found");
    const { version, ...place } = await readPlace(tx, given.id);
    if (version !== given.version)
      throw new AppError("conflict", "product_changed", { params: { version, yours: given.version } });
    const variants = changeVariants(given, before);
    const after = changedBy(given, before, variants);
    const isMoved = isPlacedAnew(given, place);
    const { added, removed } = variants;
    if (!isMoved && removed.length === 0 && isSameProduct(before, after)) return { version, added };
    if (isMoved) await placeProduct(tx, given.id, place, { ...place, ...placeGiven(given) });
    await makeRoom(tx, before, after, removed, letGo);
    await writeProducts(tx, [], [after], { before: [before] });
    return { version: version + 1, added };
  });
}

function placeGiven({ handle, template, publishAt }: Given): Partial<ProductPlace> {
  return {
    ...(handle === undefined ? {} : { handle: cleanText(handle) }),
    ...(template === undefined ? {} : { template }),
    ...(publishAt === undefined ? {} : { publishAt }),
  };
}

function isPlacedAnew(given: Given, place: ProductPlace): boolean {
  const after = { ...place, ...placeGiven(given) };
  return (
    after.handle !== place.handle ||
    after.template !== place.template ||
    after.publishAt?.getTime() !== place.publishAt?.getTime()
  );
}

/** Takes out variants that go, and names those anew that change their options: two may change places. */
async function makeRoom(
  tx: WriteContext,
  before: WholeProduct,
  after: WholeProduct,
  removed: readonly Id<"variant">[],
  letGo: LetGo | undefined,
): Promise<void> {
  if (removed.length > 0) {
    const held = await heldVariants(tx, removed, letGo !== undefined);
    const stuck = before.variants.find((row) => held.has(row.id));
    if (stuck) {
      const variant = [stuck.option1, stuck.option2, stuck.option3].filter(Boolean).join(" / ");
      throw new AppError("conflict", "variant_in_stock", { field: "removed", params: { variant } });
    }
    await letGo?.(tx, removed);
    removeVariants(tx, removed);
  }
  const keyOf = (row: WholeProduct["variants"][number]) =>
    JSON.stringify([row.option1, row.option2, row.option3]);
  const was = new Map(before.variants.map((row) => [row.id, keyOf(row)]));
  const renamed = after.variants.filter((row) => was.has(row.id) && was.get(row.id) !== keyOf(row));
  if (renamed.length > 0)
    tx.send(sql`update variants set option1 = id::text
      where store_id = ${tx.storeId} and id = any(${list(renamed.map((row) => row.id))}::uuid[])`);
}

function text(given: string | null | undefined, kept: string): string;
function text(given: string | null | undefined, kept: string | null): string | null;
function text(given: string | null | undefined, kept: string | null): string | null {
  if (given === undefined) return kept;
  return given === null ? null : cleanText(given);
}

function changedBy(given: Given, before: WholeProduct, { options, variants }: VariantsChange): WholeProduct {
  const old = before.product;
  const title = text(given.title, old.title);
  if (!title) throw new AppError("invalid", "title_missing", { field: "title" });
  const product: ProductRow = {
    ...old,
    title,
    subtitle: text(given.subtitle, old.subtitle),
    description_html:
      given.descriptionHtml === undefined ? old.description_html : safeHtml(given.descriptionHtml),
    vendor: text(given.vendor, old.vendor),
    product_type: text(given.productType, old.product_type),
    tags: given.tags ? [...new Set(given.tags.map(cleanText).filter(Boolean))] : old.tags,
    seo_title: text(given.seoTitle, old.seo_title),
    seo_description: text(given.seoDescription, old.seo_description),
    status: given.status ?? old.status,
    tax_class: given.taxClass ?? old.tax_class,
    options,
  };
  return { ...before, product, variants };
}
