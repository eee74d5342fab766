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

/** Makes a store of `count` products that vary those given; written as an import writes them. */
export async function openLargeStore(
  database: TestDatabase,
  products: readonly SetProduct[],
  count: number,
  say: (done: number) => void,
): Promise<StoreContext> {
  const ctx = await createTestStore(database, { currency: "CNY", locale: "zh-CN" });
  let batch: Product[] = [];
  let done = 0;
  const write = async () => {
    const outcomes = await upsertProducts(ctx, batch);
    if (outcomes.some(({ kind }) => kind !== "created")) throw new Error("a product was refused");
    done += batch.length;
    batch = [];
    if (done % 10_000 === 0) say(done);
  };
  for (const product of variations(products, count)) {
    batch.push(product);
    if (batch.length === 500) await write();
  }
  if (batch.length > 0) await write();
  await database.owner`vacuum (analyze) product_terms`;
  await database.owner`vacuum (analyze) products`;
  await database.owner`analyze`;
  return ctx;
}
