CREATE TABLE "collection_facets" (
	"store_id" uuid NOT NULL,
	"collection_id" uuid NOT NULL,
	"facet" bigint NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "collection_facets_store_id_collection_id_facet_product_id_pk" PRIMARY KEY("store_id","collection_id","facet","product_id")
);
--> statement-breakpoint
ALTER TABLE "collection_facets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "collection_products_order_available";--> statement-breakpoint
DROP INDEX "collection_products_price_available";--> statement-breakpoint
DROP INDEX "collection_products_newest_available";--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "max_price" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "title_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "sold" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "facets" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "facets" jsonb;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "is_posted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "title_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "collection_products_top" ON "collection_products" USING btree ("store_id","collection_id","max_price","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collection_products_title" ON "collection_products" USING btree ("store_id","collection_id","title_key","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collection_products_sold" ON "collection_products" USING btree ("store_id","collection_id","sold","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collections_posted" ON "collections" USING btree ("store_id","id") WHERE is_posted;--> statement-breakpoint
CREATE POLICY "collection_facets_store" ON "collection_facets" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "collection_facets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "collection_facets" TO hutong_app;--> statement-breakpoint
ALTER TABLE "collection_facets" ADD CONSTRAINT "collection_facets_collection_id_fk" FOREIGN KEY ("store_id", "collection_id") REFERENCES "collections" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collections" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "products" SET "title_key" = left(encode(convert_to(lower("title"), 'UTF8'), 'hex'), 120);--> statement-breakpoint
UPDATE "collection_products" cp SET "max_price" = p."max_price", "title_key" = p."title_key",
  "facets" = array(SELECT DISTINCT hashtextextended(f.token, 0) FROM (
    SELECT 'v' || chr(1) || p."vendor" WHERE p."vendor" <> ''
    UNION ALL SELECT 't' || chr(1) || p."product_type" WHERE p."product_type" <> ''
    UNION ALL SELECT 'a' WHERE p."is_available"
    UNION ALL SELECT 'g' || chr(1) || t.tag FROM jsonb_array_elements_text(p."tags") t(tag)
    UNION ALL SELECT 'o' || chr(1) || lower(o ->> 'name') || chr(1) || v.value
      FROM jsonb_array_elements(p."options") o CROSS JOIN LATERAL jsonb_array_elements_text(o -> 'values') v(value)
    LIMIT 300) f(token) ORDER BY 1)
FROM "products" p WHERE p."store_id" = cp."store_id" AND p."id" = cp."product_id";--> statement-breakpoint
INSERT INTO "outbox" ("store_id", "id", "kind", "payload", "created_at")
SELECT p."store_id", gen_random_uuid(), 'index-products', '{}', now() FROM (SELECT DISTINCT "store_id" FROM "products") p;--> statement-breakpoint
INSERT INTO "due" ("store_id", "kind", "at") SELECT DISTINCT "store_id", 'outbox', now() FROM "products"
ON CONFLICT ("store_id", "kind") DO UPDATE SET "at" = least("due"."at", excluded."at"), "revision" = "due"."revision" + 1;--> statement-breakpoint
INSERT INTO "due" ("store_id", "kind", "at") SELECT DISTINCT "store_id", kind, now() FROM "collections" CROSS JOIN (VALUES ('facets'), ('sales')) k(kind)
ON CONFLICT ("store_id", "kind") DO NOTHING;--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collections" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
