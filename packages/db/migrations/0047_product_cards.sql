ALTER TABLE "products" ADD COLUMN "card_min_price" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_max_price" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_compare_at_price" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_choices" jsonb;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_picture" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_alt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_width" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_focus_x" smallint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "card_focus_y" smallint;--> statement-breakpoint
-- What lists show of products that are there already; from then on their writes do it (packages/catalogue/src/summarise-products.ts).
ALTER TABLE "products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variants" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_media" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "products" p SET "card_min_price" = s.min_price, "card_max_price" = s.max_price, "card_compare_at_price" = s.compare_at_price,
    "card_choices" = s.choices, "card_picture" = s.picture, "card_alt" = coalesce(s.alt, ''), "card_width" = s.width,
    "card_focus_x" = s.focus_x, "card_focus_y" = s.focus_y
  FROM (SELECT q.store_id, q.id, v.*, c.choices, pic.* FROM "products" q
    CROSS JOIN LATERAL (SELECT coalesce(min(price) FILTER (WHERE is_available), min(price), 0) AS min_price,
        coalesce(max(price) FILTER (WHERE is_available), max(price), 0) AS max_price,
        CASE WHEN bool_or(is_available) THEN min(compare_at_price) FILTER (WHERE is_available AND compare_at_price > price)
          ELSE min(compare_at_price) FILTER (WHERE compare_at_price > price) END AS compare_at_price
      FROM "variants" WHERE store_id = q.store_id AND product_id = q.id) v
    CROSS JOIN LATERAL (SELECT jsonb_agg(o.choice ORDER BY o.position) AS choices FROM (
        SELECT (CASE WHEN bool_or(is_available) THEN '+' ELSE '-' END) || label AS choice, min(position) AS position
        FROM (SELECT CASE jsonb_array_length(q.options) WHEN 1 THEN option1 WHEN 2 THEN option2 ELSE option3 END AS label, is_available, position
          FROM "variants" WHERE store_id = q.store_id AND product_id = q.id AND jsonb_array_length(q.options) > 0) l GROUP BY label) o) c
    LEFT JOIN LATERAL (SELECT f.path AS picture, m.alt, f.width, f.focus_x, f.focus_y FROM "product_media" m
      JOIN "files" f ON f.store_id = m.store_id AND f.id = m.file_id AND f.state = 'ready'
      WHERE m.store_id = q.store_id AND m.product_id = q.id ORDER BY m.position LIMIT 1) pic ON true) s
  WHERE p.store_id = s.store_id AND p.id = s.id;--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variants" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_media" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" FORCE ROW LEVEL SECURITY;
