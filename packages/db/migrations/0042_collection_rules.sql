ALTER TABLE "collections" ADD COLUMN "sort" text DEFAULT 'manual' NOT NULL;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "rules" jsonb;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "judging" jsonb;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "price" bigint;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "is_listed" boolean;--> statement-breakpoint
ALTER TABLE "collection_products" ADD COLUMN "is_available" boolean;--> statement-breakpoint
ALTER TABLE "products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "collection_products" cp SET "place" = lpad(cp."position"::text, 12, '0'), "price" = p."min_price", "created_at" = p."created_at",
  "is_listed" = p."status" = 'active', "is_available" = p."status" = 'active' AND p."is_available"
FROM "products" p WHERE p."store_id" = cp."store_id" AND p."id" = cp."product_id";--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_products" ALTER COLUMN "place" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ALTER COLUMN "price" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ALTER COLUMN "is_listed" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ALTER COLUMN "is_available" SET NOT NULL;--> statement-breakpoint
DROP INDEX "collection_products_order";--> statement-breakpoint
CREATE INDEX "collection_products_order" ON "collection_products" USING btree ("store_id","collection_id","place","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collection_products_price" ON "collection_products" USING btree ("store_id","collection_id","price","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collection_products_newest" ON "collection_products" USING btree ("store_id","collection_id","created_at","product_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "collection_products_order_available" ON "collection_products" USING btree ("store_id","collection_id","place","product_id") WHERE is_available;--> statement-breakpoint
CREATE INDEX "collection_products_price_available" ON "collection_products" USING btree ("store_id","collection_id","price","product_id") WHERE is_available;--> statement-breakpoint
CREATE INDEX "collection_products_newest_available" ON "collection_products" USING btree ("store_id","collection_id","created_at","product_id") WHERE is_available;--> statement-breakpoint
CREATE INDEX "collections_ruled" ON "collections" USING btree ("store_id","id") WHERE rules is not null;
