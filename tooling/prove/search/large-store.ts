import { upsertProducts } from "../../../packages/catalogue/src/index.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";
import { createTestStore, type TestDatabase } from "../../../packages/db/src/testing.ts";
import type { SetProduct } from "./judged-set.ts";

const colours = ["红色", "藏青", "米白", "墨绿", "雾蓝", "焦糖", "浅灰", "樱粉"];
const makes = [
  "升级款",
  "经典款",
  "限量",
  "家用",
  "便携",
  "学生",
  "商务",
  "亲子",
  "旅行装",
  "组合装",
  "2026新款",
  "Pro",
  "Mini",
  "Plus",
];

type Product = Parameters<typeof upsertProducts>[1][number];

function* variations(products: readonly SetProduct[], count: number): Generator<Product> {
  for (let index = 0; index < count; index += 1) {
    const base = products[index % products.length]!;
    const other = products[(index * 7 + 3) % products.length]!;
    const round = Math.floor(index / products.length);
    const colour = colours[round % colours.length]!;
    const make = makes[(round * 5 + index) % makes.length]!;
    yield {
      handle: `p-${index}`,
      title: `${colour}${base.title} ${make} ${index}`,
      status: "active" as const,
      productType: base.productType ?? "",
      vendor: index % 3 === 0 ? (other.vendor ?? "") : (base.vendor ?? ""),
      tags: [...(base.tags ?? []), make],
      descriptionHtml: `<p>${other.title}。${base.title}，${make}，${colour}。</p>`,
      options: [{ name: "颜色" }],
      variants: [
        {
          options: [colour],
          price: (base.price ?? 100) + (index % 50) * 100,
          sku: `${base.sku ?? "SKU"}-${index}`,
        },
      ],
      translations: base.titles?.en ? { en: { title: `${base.titles.en} ${make} ${index}` } } : {},
    };
  }
}

/** Products that are written as an import writes them; the others of a large store are copies of their rows. */
const mostWritten = 2_000;
const batch = 100;

async function write(ctx: StoreContext, products: Iterable<Product>): Promise<void> {
  const all = [...products];
  for (let at = 0; at < all.length; at += batch) {
    const outcomes = await upsertProducts(ctx, all.slice(at, at + batch));
    if (outcomes.some(({ kind }) => kind !== "created")) throw new Error("a product was refused");
  }
}

// Copies of products under ids and handles of their own, with all rows that a search reads. References are not checked.
async function copy({ owner }: TestDatabase, storeId: string, copies: number): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica; set local work_mem = '256MB'");
    await tx.unsafe(`create temporary table copies on commit drop as
      select p.id as old, n, row_number() over () as i,
        ('01890000-0001-7000-8000-' || lpad(to_hex(row_number() over ()), 12, '0'))::uuid as id
      from products p, generate_series(1, ${copies}) n where p.store_id = '${storeId}'`);
    await tx.unsafe("create index on copies (old); analyze copies");
    const from = (table: string, key: string) =>
      `from ${table} t join copies c on c.old = t.${key} where t.store_id = '${storeId}'`;
    await tx.unsafe(`insert into products select (jsonb_populate_record(t, jsonb_build_object('id', c.id,
      'public_id', c.i, 'handle', t.handle || '-' || c.n))).* ${from("products", "id")}`);
    await tx.unsafe(`insert into variants select (jsonb_populate_record(t, jsonb_build_object('product_id', c.id,
      'id', ('01890000-0002' || substr((c.id)::text, 14))::uuid, 'public_id', c.i))).* ${from("variants", "product_id")}`);
    await tx.unsafe(`insert into translations (store_id, resource_kind, resource_id, locale, field, value)
      select t.store_id, t.resource_kind, c.id::text, t.locale, t.field, t.value
      from translations t join copies c on c.old::text = t.resource_id where t.store_id = '${storeId}'`);
    await tx.unsafe(`insert into product_terms (store_id, term, weight, product_id)
      select t.store_id, t.term, t.weight, c.id ${from("product_terms", "product_id")} order by t.term, t.weight, c.id`);
  });
}

/** Makes a store of `count` products that vary those given, and brings the planner's statistics up to date. */
export async function openLargeStore(
  database: TestDatabase,
  products: readonly SetProduct[],
  count: number,
): Promise<StoreContext> {
  const ctx = await createTestStore(database, { currency: "CNY", locale: "zh-CN" });
  const written = Math.min(count, mostWritten);
  await write(ctx, variations(products, written));
  if (count > written) await copy(database, ctx.storeId, Math.round(count / written) - 1);
  await database.owner`vacuum (analyze) product_terms`;
  await database.owner`vacuum (analyze) products`;
  await database.owner`analyze`;
  return ctx;
}
