import type postgres from "postgres";

/** A store to be filled. `n` sets its rows' ids apart from those of other stores; below 100,000. */
export interface FilledStore {
  readonly n: number;
  readonly storeId: string;
  readonly products: number;
}

const variantsEach = 5;
const locations = 10;
/** Beside the collection that holds everything; each product stands in one of them too. */
export const shelves = 20;

// Valid UUIDv7s that count up within a store; `kind` keeps tables apart.
const id = (kind: number, n: string) =>
  `('01890000-${kind.toString(16).padStart(4, "0")}-7000-8000-' || lpad(to_hex(s.n::bigint * 4194304 + ${n}), 12, '0'))::uuid`;
const product = id(1, "i");
const variant = id(2, `i * ${variantsEach} + v`);
const place = (of: string) => `lpad((${of})::text, 12, '0')`;
const created = "timestamptz '2026-01-01' + (i * 7919 % 100003) * interval '1 minute'";
const price = "(990 + i * 7919 % 50000)";
const isAvailable = "(i % 11 > 0)";
const picture = "'p/' || s.n || '-' || i";
const words = [
  "linen",
  "cotton",
  "walnut",
  "cedar",
  "porcelain",
  "bamboo",
  "silk",
  "wool",
  "copper",
  "paper",
];
const things = ["shirt", "bowl", "chair", "lamp", "scarf", "tray", "basket", "kettle", "notebook", "cushion"];
const pick = (list: readonly string[], n: string) =>
  `(array[${list.map((one) => `'${one}'`)}])[1 + (${n}) % ${list.length}]`;
const title = `initcap(${pick(words, "i")} || ' ' || ${pick(things, "i / 10")} || ' ' || i)`;
const hash = (token: string) => `hashtextextended(${token}, 0)`;
// As facet-tokens.ts makes them.
const facets = `array[${[
  "'v' || chr(1) || 'Maker ' || i % 40",
  `'t' || chr(1) || ${pick(things, "i / 10")}`,
  "'g' || chr(1) || 'tag ' || i % 12",
  `'g' || chr(1) || ${pick(words, "i")}`,
  "'g' || chr(1) || 'lot ' || i / 50",
  ...["S", "M", "L", "XL", "XXL"].map((size) => `'o' || chr(1) || 'size' || chr(1) || '${size}'`),
]
  .map(hash)
  .join(", ")}] || case when ${isAvailable} then array[${hash("'a'")}] else '{}' end`;
const ofStores = "from scale_stores s, generate_series(1, s.products) i";
const ofVariants = `${ofStores}, generate_series(0, ${variantsEach - 1}) v`;

/** Table, columns, select list and source of the rows that each store has. */
const rows: readonly (readonly [table: string, columns: string, select: string, from: string])[] = [
  [
    "products",
    "id, public_id, handle, title, subtitle, description_html, vendor, product_type, tags, options, facts, status, min_price, max_price, is_available, version, created_at, updated_at, card_min_price, card_max_price, card_choices, card_picture",
    `${product}, i, 'p-' || i, ${title}, '', '<p>Made by hand, to be used every day.</p>', 'Maker ' || i % 40, ${pick(things, "i / 10")},
      jsonb_build_array('tag ' || i % 12, ${pick(words, "i")}, 'lot ' || i / 50), '[{"name": "Size", "values": ["S", "M", "L", "XL", "XXL"]}]', '[]',
      case when i % 97 = 0 then 'draft' else 'active' end, ${price}, ${price} + 400, ${isAvailable}, 1, ${created}, ${created}, ${price}, ${price} + 400,
      case when ${isAvailable} then '["+S", "+M", "+L", "+XL", "+XXL"]' else '["-S", "-M", "-L", "-XL", "-XXL"]' end::jsonb, ${picture}`,
    ofStores,
  ],
  [
    "variants",
    "id, public_id, product_id, position, option1, option2, option3, sku, price, weight_grams, requires_shipping, is_available",
    `${variant}, i * ${variantsEach} + v, ${product}, v, (array['S', 'M', 'L', 'XL', 'XXL'])[v + 1], '', '', 'SKU-' || i || '-' || v,
      ${price} + v * 100, 200, true, ${isAvailable}`,
    ofVariants,
  ],
  [
    "files",
    "id, path, content_type, bytes, sha256, state, created_at",
    `${id(3, "i")}, ${picture}, 'image/svg+xml', 1, '', 'ready', ${created}`,
    ofStores,
  ],
  ["product_media", "product_id, position, file_id, alt", `${product}, 0, ${id(3, "i")}, ''`, ofStores],
  [
    "product_terms",
    "term, weight, product_id",
    `t.term, t.weight, ${product}`,
    `${ofStores}, lateral (values (${pick(words, "i")}, 130), (${pick(things, "i / 10")}, 150), (i::text, 100),
      ('maker', 50), ((i % 40)::text || 'm', 50), ('tag', 30), ('#sku' || i, 120), ('hand', 10), ('day', 10)) t(term, weight)
      order by s.id, t.term, t.weight, i`,
  ],
  [
    "locations",
    "id, name, is_default",
    `${id(5, "l")}, 'Place ' || l, l = 1`,
    `from scale_stores s, generate_series(1, ${locations}) l`,
  ],
  [
    "stock",
    "variant_id, location_id, on_hand, available, committed, reserved, damaged, safety_stock, quality_control, may_oversell",
    `${variant}, ${id(5, "l")}, a, a, 0, 0, 0, 0, 0, false`,
    `${ofVariants}, lateral (select case when ${isAvailable} then 5 else 0 end as a) a,
      lateral (select 1 as l union all select 2 + i % ${locations - 1} where v = 0) l`,
  ],
  [
    "collections",
    "id, public_id, handle, title, description_html, position, updated_at",
    `${id(4, "c")}, c, case c when 0 then 'everything' else 'shelf-' || c end, 'Shelf ' || c, '', c, now()`,
    `from scale_stores s, generate_series(0, ${shelves}) c`,
  ],
  [
    "collection_products",
    "collection_id, product_id, position, place, price, max_price, created_at, title_key, sold, facets, is_listed, is_available",
    `${id(4, "c")}, ${product}, i, ${place("i")}, ${price}, ${price} + 400, ${created}, encode(convert_to(lower(${title}), 'UTF8'), 'hex'), i % 700,
      ${facets}, i % 97 > 0, i % 97 > 0 and ${isAvailable}`,
    `${ofStores}, lateral (select 0 as c union all select 1 + i % ${shelves}) c`,
  ],
  [
    "translations",
    "resource_kind, resource_id, locale, field, value",
    `'product', ${product}::text, 'zh-CN', 'title', '货品 ' || i`,
    ofStores,
  ],
];

/** What a store that nobody opened through the domain needs besides, so that it looks like any other. */
const bare: readonly (readonly [table: string, columns: string, select: string])[] = [
  [
    "stores",
    "handle, name, country, currency, timezone, locale, locales, contact_email, is_test, created_at",
    "'other-' || s.n, '{}', 'CN', 'CNY', 'UTC', 'en', '[\"en\"]', '', true, now()",
  ],
  ["store_counters", "order_number, event_number", "1000, 0"],
  [
    "markets",
    "id, handle, countries, currency, locales, is_primary, is_tax_included, tax_basis_points",
    `${id(6, "0")}, 'm', '[]', 'CNY', '[]', true, true, 0`,
  ],
  ["themes", "id, base, state, settings, updated_at", `${id(7, "0")}, 'tea', 'live', '{}', now()`],
  ["templates", "theme_id, name, sections", `${id(7, "0")}, 'home', '[]'`],
  ["menus", "handle, items", "'main', '[]'"],
];

/**
 * Writes the stores' products (five variants each, stock at ten locations, pictures, terms, translations) and collections,
 * table by table, then brings statistics and visibility up to date. References are not checked.
 * @param others how many bare stores of 50 products stand beside them
 */
export async function fillStores(
  owner: postgres.Sql,
  stores: readonly FilledStore[],
  others: number,
  say: (line: string) => void,
): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica; set local synchronous_commit = off;
      set local maintenance_work_mem = '256MB'; set local work_mem = '128MB'`);
    await tx.unsafe(`create temporary table scale_stores on commit drop as
      select n, ('01890000-00ff-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, 50 as products, true as is_bare
      from generate_series(1, ${others}) n`);
    for (const { n, storeId, products } of stores)
      await tx`insert into scale_stores values (${n}, ${storeId}, ${products}, false)`;
    await tx.unsafe("analyze scale_stores");
    // The shops that were opened have a location of their own, which those here take the place of.
    await tx.unsafe("delete from locations l using scale_stores s where l.store_id = s.id and not s.is_bare");
    for (const [table, columns, select] of bare)
      await tx.unsafe(
        `insert into ${table} (store_id, ${columns}) select s.id, ${select} from scale_stores s where s.is_bare`,
      );
    for (const [table, columns, select, from] of rows) {
      await tx.unsafe(`insert into ${table} (store_id, ${columns}) select s.id, ${select} ${from}`);
      say(`${table} written`);
    }
  });
  await owner.unsafe("vacuum (analyze)");
}
