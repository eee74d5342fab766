import type { TestDatabase } from "../../../packages/db/src/testing.ts";

// A valid UUIDv7 that counts up, so that filling an index appends to it. `kind` keeps tables apart.
const id = (kind: number, n: string) =>
  `('01890000-${kind.toString(16).padStart(4, "0")}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

// Two fifths belong to the first store, the rest is spread evenly: generic plans must be right for both.
const from = (count: number) => `from generate_series(1, ${count}) as i
  join bulk_stores s on s.n = case when i % 5 < 2 then 0 else 1 + i % 1500 end`;
const now = "now() - i % 100000 * interval '1 second'";
const states = (column: string) => `0 as ${column}`;
const facet = "hashtextextended('v' || chr(1) || 'Maker ' || i % 50, 0)";
const noStock = ["damaged", "safety_stock", "quality_control"].map(states).join(", ");

/** Name, columns and select list of each table's rows; `i` counts and `store` is the row's store. */
const bulk: readonly (readonly [table: string, count: number, columns: string, select: string])[] = [
  [
    "products",
    100_000,
    "id, public_id, handle, title, subtitle, description_html, vendor, product_type, tags, options, facts, status, min_price, max_price, is_available, version, created_at, updated_at",
    `${id(1, "i")}, i, 'bulk-' || i, 'Bulk ' || i, '', '<p>Goods</p>', 'Maker ' || i % 50, 'Type ' || i % 20, jsonb_build_array('tag ' || i % 500), '[]', '[]', 'active', i, i, true, 1, ${now}, ${now}`,
  ],
  [
    "variants",
    100_000,
    "id, public_id, product_id, position, option1, option2, option3, sku, price, weight_grams, requires_shipping, is_available",
    `${id(2, "i")}, i, ${id(1, "i")}, 0, '', '', '', 'SKU-' || i, i, 0, true, true`,
  ],
  [
    "metafields",
    40_000,
    "owner_type, owner_id, namespace, key, public_id, type, value, created_at, updated_at",
    `case when i % 2 = 0 then 'PRODUCT' else 'PRODUCTVARIANT' end, case when i % 2 = 0 then ${id(1, "i")} else ${id(2, "i")} end, 'custom', 'fabric', i, 'single_line_text_field', 'Fabric ' || i % 50, ${now}, ${now}`,
  ],
  [
    "files",
    100_000,
    "id, path, content_type, bytes, sha256, state, created_at",
    `${id(3, "i")}, 'p/' || i, 'image/svg+xml', 1, '', 'ready', ${now}`,
  ],
  ["product_media", 100_000, "product_id, position, file_id, alt", `${id(1, "i")}, 0, ${id(3, "i")}, ''`],
  ["product_terms", 100_000, "term, product_id, weight", `'bulk' || i % 5000, ${id(1, "i")}, 100`],
  [
    "collections",
    2_000,
    "id, public_id, handle, title, description_html, position, updated_at",
    `${id(4, "i")}, i, 'shelf-' || i, 'Shelf', '', i % 10, ${now}`,
  ],
  [
    "collection_products",
    100_000,
    "collection_id, product_id, position, place, price, max_price, created_at, title_key, sold, facets, is_listed, is_available",
    `${id(4, "(i % 2000 + 1)")}, ${id(1, "i")}, i, lpad(i::text, 12, '0'), i, i, ${now}, to_hex(i), i, array[${facet}], true, true`,
  ],
  [
    "collection_facets",
    100_000,
    "collection_id, facet, product_id",
    `${id(4, "(i % 2000 + 1)")}, ${facet}, ${id(1, "i")}`,
  ],
  [
    "translations",
    40_000,
    "resource_kind, resource_id, locale, field, value",
    `'product', ${id(1, "i")}::text, 'zh-CN', 'title', '货 ' || i`,
  ],
  [
    "stock",
    100_000,
    "variant_id, location_id, on_hand, available, committed, reserved, damaged, safety_stock, quality_control, may_oversell",
    `${id(2, "i")}, ${id(5, "i")}, 5, 5, 0, 0, ${noStock}, false`,
  ],
  [
    "stock_movements",
    20_000,
    "id, variant_id, location_id, kind, on_hand, available, committed, reserved, damaged, safety_stock, quality_control, reference_kind, reference_id, at",
    `${id(6, "i")}, ${id(2, "i")}, ${id(5, "i")}, 'set', 5, 5, 0, 0, ${noStock}, 'import', '', ${now}`,
  ],
  [
    "reservations",
    10_000,
    "checkout_id, variant_id, location_id, quantity, state, expires_at",
    `${id(8, "i")}, ${id(2, "i")}, ${id(5, "i")}, 1, case when i % 20 = 0 then 'held' else 'sold' end, now() + interval '1 day'`,
  ],
  [
    "carts",
    10_000,
    "id, market_id, checkout_id, created_at, updated_at",
    `${id(7, "i")}, ${id(20, "i")}, ${id(8, "i")}, ${now}, ${now}`,
  ],
  [
    "cart_lines",
    10_000,
    "cart_id, variant_id, quantity, added_at",
    `${id(7, "i")}, ${id(2, "i")}, 1, ${now}`,
  ],
  [
    "checkouts",
    10_000,
    "id, cart_id, state, market_id, locale, note, currency, created_at, updated_at",
    `${id(8, "i")}, ${id(7, "i")}, 'completed', ${id(20, "i")}, 'en', '', 'CNY', ${now}, ${now}`,
  ],
  [
    "customers",
    10_000,
    "id, contact, email, name, locale, is_guest, created_at",
    `${id(9, "i")}, 'c' || i || '@example.com', 'c' || i || '@example.com', 'Customer ' || i, 'en', true, ${now}`,
  ],
  [
    "orders",
    10_000,
    "id, public_id, number, checkout_id, customer_id, state, payment_state, fulfilment_state, is_test, market_id, locale, note, currency, presentment_currency, rate, subtotal, discount, shipping, tax, total, paid, refunded, quote, shipping_name, payment_account_id, placed_at",
    `${id(10, "i")}, i, 10000 + i, ${id(8, "i")}, ${id(9, "i")}, 'open', case when i % 50 = 0 then 'unpaid' else 'paid' end, case when i % 20 = 0 then 'unfulfilled' else 'fulfilled' end, true, ${id(20, "i")}, 'en', '', 'CNY', 'CNY', '1', 0, 0, 0, 0, 0, 0, 0, '{}', '', ${id(21, "i")}, ${now}`,
  ],
  [
    "order_lines",
    10_000,
    "id, order_id, position, product_id, variant_id, title, variant_title, quantity, unit_price, total, fulfilled_quantity",
    `${id(11, "i")}, ${id(10, "i")}, 0, ${id(1, "i")}, ${id(2, "i")}, 'Bulk', '', 1, 1, 1, 0`,
  ],
  [
    "fulfilments",
    5_000,
    "id, order_id, carrier, tracking_number, lines, created_at",
    `${id(12, "i")}, ${id(10, "i")}, '', '', '[]', ${now}`,
  ],
  [
    "payment_attempts",
    10_000,
    "id, account_id, provider, purpose, reference_id, amount, currency, state, request, queries, query_at, expires_at, created_at, updated_at",
    `${id(13, "i")}, ${id(21, "i")}, 'test', 'checkout', ${id(8, "i")}::text, 1, 'CNY', 'paid', '{}', 0, case when i % 20 = 0 then now() + interval '1 day' end, now(), ${now}, ${now}`,
  ],
  [
    "payments",
    10_000,
    "id, attempt_id, account_id, provider_payment_id, amount, refunded, currency, use, captured_at",
    `${id(14, "i")}, ${id(13, "i")}, ${id(21, "i")}, 'p' || i, 1, 0, 'CNY', 'applied', ${now}`,
  ],
  [
    "refunds",
    5_000,
    "id, payment_id, request_key, amount, currency, reason, state, created_at, updated_at",
    `${id(15, "i")}, ${id(14, "i")}, 'r' || i, 1, 'CNY', '', 'succeeded', ${now}, ${now}`,
  ],
  [
    "payment_cases",
    5_000,
    "id, attempt_id, payment_id, kind, detail, state, created_at",
    `${id(16, "i")}, ${id(13, "i")}, ${id(14, "i")}, 'mismatch', '{}', 'resolved', ${now}`,
  ],
  [
    "test_bank_entries",
    5_000,
    "attempt_id, amount, currency, return_url, state, is_closed, payments, refunds",
    `${id(13, "i")}, 1, 'CNY', '', 'open', true, '[]', '[]'`,
  ],
  [
    "ledger_entries",
    20_000,
    "id, transaction_id, account, amount, currency, kind, reference_kind, reference_id, at",
    `${id(17, "i")}, ${id(18, "i / 2")}, 'sales', 0, 'CNY', 'capture', 'payment', ${id(14, "i")}::text, ${now}`,
  ],
  [
    "events",
    20_000,
    "number, kind, version, actor_kind, subject_kind, subject_id, data, request_id, at",
    `1000000 + i, 'order.placed', 1, 'guest', 'order', ${id(10, "i % 10000 + 1")}::text, '{}', '', ${now}`,
  ],
  ["outbox", 3_000, "id, kind, payload, created_at", `${id(19, "i")}, 'order-confirmation', '{}', ${now}`],
  [
    "messages",
    10_000,
    "id, kind, subject_id, created_at",
    `${id(22, "i")}, 'order-confirmation', '', ${now}`,
  ],
  ["idempotency_keys", 5_000, "operation, key, request_hash, created_at", `'fulfil', 'k' || i, '', ${now}`],
  [
    "pages",
    6_000,
    "id, handle, title, body_html, updated_at",
    `${id(23, "i")}, 'page-' || i, '{}', '{}', ${now}`,
  ],
];

/** One row (or so) for each of many stores: what every store has. */
const perStore: readonly (readonly [table: string, columns: string, select: string])[] = [
  [
    "stores",
    "handle, name, country, currency, timezone, locale, locales, contact_email, is_test, created_at",
    "'s' || i, '{}', 'CN', 'CNY', 'UTC', 'en', '[\"en\"]', '', true, now()",
  ],
  ["store_counters", "order_number, event_number", "1000, 0"],
  ["store_keys", "wrapped, master_key_id", "'', ''"],
  [
    "markets",
    "id, handle, countries, currency, locales, is_primary, is_tax_included, tax_basis_points",
    `${id(20, "i")}, 'm', '[]', 'CNY', '[]', true, true, 0`,
  ],
  [
    "shipping_zones",
    "id, market_id, name, kind, places, surcharges, position",
    `${id(26, "i")}, ${id(20, "i")}, '', 'shipping', '[]', '[]', 0`,
  ],
  [
    "shipping_rates",
    "id, zone_id, name, charge, min_days, max_days, position",
    `${id(24, "i")}, ${id(26, "i")}, '{}', '{"kind": "flat", "price": 0}', 1, 2, 0`,
  ],
  ["locations", "id, name, is_default", `${id(5, "i")}, 'Main', true`],
  ["themes", "id, base, state, settings, updated_at", `${id(25, "i")}, 'tea', 'live', '{}', now()`],
  ["templates", "theme_id, name, sections", `${id(25, "i")}, 'home', '[]'`],
  ["menus", "handle, items", "'main', '[]'"],
  [
    "payment_accounts",
    "id, provider, title, credentials, is_enabled, position, created_at",
    `${id(21, "i")}, 'test', '{}', '', true, 0, now()`,
  ],
  ["store_directory", "handle, cell, created_at", "'s' || i, 'main', now()"],
  ["store_hosts", "host, is_primary, verified_at", "'s' || i || '.localhost', true, now()"],
  ["payment_account_directory", "account_id, provider", `${id(21, "i")}, 'test'`],
  ["due", "kind, at", "'reservations', now() + interval '1 day'"],
  ["changed_tags", "tag, changed_at", "'products', now() - interval '1 hour'"],
];

/**
 * Fills a database with 100,000 products and what goes with them, two fifths of it in the given store, the rest over
 * 1,500 stores; set by set, then ANALYZE. References are not checked.
 */
export async function fillDatabase(database: TestDatabase, storeId: string): Promise<void> {
  await database.owner.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica; set local synchronous_commit = off");
    await tx.unsafe(`create temporary table bulk_stores on commit drop as
      select i as n, case when i = 0 then '${storeId}'::uuid else ${id(30, "i")} end as id from generate_series(0, 1500) as i`);
    await tx.unsafe("alter table bulk_stores add primary key (n); analyze bulk_stores");
    for (const [table, columns, select] of perStore) {
      await tx.unsafe(`insert into ${table} (store_id, ${columns})
        select s.id, ${select} from bulk_stores s, lateral (select s.n as i) x where s.n > 0`);
    }
    for (const [table, count, columns, select] of bulk) {
      await tx.unsafe(`insert into ${table} (store_id, ${columns}) select s.id, ${select} ${from(count)}`);
    }
  });
  await database.owner.unsafe("analyze");
}
