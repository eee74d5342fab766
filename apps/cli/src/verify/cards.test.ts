import { getProduct, savePictures, touchPictures, updateProduct, upsertProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { putFile, setFocus } from "@hutong/files";
import { setStock, stopTracking, untrackStock } from "@hutong/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allInvariants, check } from "./verify.ts";

let database: TestDatabase;
let ctx: StoreContext;
let files: string[];
const ids: string[] = [];

/** The same sequence in every run. */
let state = 20_261_128;
function upTo(most: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * most);
}
const oneOf = <Item>(items: readonly Item[]): Item => items[upTo(items.length)]!;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
  files = [];
  for (const width of [1, 2, 3, 4])
    files.push(
      (
        await putFile(ctx, {
          bytes: Buffer.from(
            `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 9"><path d="M0 0"/></svg>`,
          ),
        })
      ).id,
    );
});
afterAll(() => database.drop());

const price = () => ({ price: 100 * (1 + upTo(9)), compareAtPrice: upTo(3) ? 100 * (1 + upTo(9)) : null });

async function add(): Promise<void> {
  const count = upTo(4);
  const names = ["Size", "Colour", "Vessel"].slice(0, count);
  const combos = names.reduce<string[][]>(
    (rows) => rows.flatMap((row) => ["a", "b", "c"].slice(0, 1 + upTo(3)).map((value) => [...row, value])),
    [[]],
  );
  const [made] = await upsertProducts(ctx, [
    {
      title: `Pot ${ids.length}`,
      status: "active",
      options: names.map((name) => ({ name })),
      media: files.slice(upTo(5)).map((fileId, at) => ({ fileId, alt: `no ${at}` })),
      variants: combos.map((options) => ({ options, ...price() })),
    },
  ]);
  ids.push((made as { id: string }).id);
}

async function reprice(id: string): Promise<void> {
  const { version, variants } = await getProduct(ctx, { id });
  await updateProduct(ctx, {
    id,
    version,
    variants: variants.map((variant) => ({ id: variant.id, ...price() })),
  });
}

async function removeOne(id: string): Promise<void> {
  const { version, variants } = await getProduct(ctx, { id });
  if (variants.length > 1)
    await updateProduct(ctx, { id, version, removed: [oneOf(variants).id] }, untrackStock);
}

async function stock(id: string): Promise<void> {
  const { variants } = await getProduct(ctx, { id });
  const some = variants.filter(() => upTo(2));
  await setStock(
    ctx,
    some.map((variant) => ({ variantId: variant.id, available: upTo(2) })),
  );
}

async function sellOut(id: string): Promise<void> {
  const { variants } = await getProduct(ctx, { id });
  await setStock(
    ctx,
    variants.map((variant) => ({ variantId: variant.id, available: 0 })),
  );
}

async function uncount(id: string): Promise<void> {
  const { variants } = await getProduct(ctx, { id });
  await stopTracking(ctx, [oneOf(variants).id]);
}

async function show(id: string): Promise<void> {
  const known = (
    await ctx.read(
      sql<{ id: string }>`select file_id as id from product_media
      where store_id = ${ctx.storeId} and product_id = ${id} order by position`,
    )
  )[0].map((row) => row.id);
  const pictures = files.filter(() => upTo(2)).map((fileId) => ({ fileId, alt: `seen ${upTo(9)}` }));
  await savePictures(ctx, { productId: id, known, pictures: upTo(2) ? pictures : pictures.reverse() });
}

async function focus(): Promise<void> {
  const fileId = oneOf(files);
  await ctx.write(async (tx) => {
    await setFocus(tx, { fileId, focus: { x: upTo(101), y: upTo(101) } });
    await touchPictures(tx, [fileId]);
  });
}

async function violations(): Promise<number> {
  const invariant = (await allInvariants(database.owner)).find(({ name }) => name === "products.cards");
  return (await check(database.owner, invariant!, null)).violations;
}

test("whatever is written, lists show what variants and pictures say", async () => {
  for (let at = 0; at < 8; at++) await add();
  expect(await violations()).toBe(0);
  const steps = [reprice, removeOne, stock, sellOut, uncount, show, focus];
  for (let at = 0; at < 60; at++) {
    const step = oneOf(steps);
    await step(oneOf(ids));
    expect(await violations(), `after step ${at}, ${step.name}`).toBe(0);
  }
  const [seen] = await database.owner`select count(*) filter (where not is_available)::int as gone,
    count(distinct card_picture)::int as pictures, count(card_compare_at_price)::int as former from products`;
  expect(
    Object.values(seen!).every((count) => count > 0),
    JSON.stringify(seen),
  ).toBe(true);
});

test.each(["card_min_price = 7", "card_choices = '[\"+x\"]'", "card_picture = 'x.svg'", "card_focus_x = 1"])(
  "%s is found",
  async (damage) => {
    await database.owner.unsafe(`update products set ${damage} where id = '${ids[0]}'`);
    expect(await violations()).toBe(1);
    await reprice(ids[0]!);
    expect(await violations()).toBe(0);
  },
);
