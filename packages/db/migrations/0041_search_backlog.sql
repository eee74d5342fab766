CREATE TABLE "search_backlog" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_ids" jsonb NOT NULL,
	CONSTRAINT "search_backlog_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "search_backlog" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "search_backlog_store" ON "search_backlog" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "search_backlog" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_backlog" TO hutong_app;
--> statement-breakpoint
-- A key that is looked up for each term of a product was a third of what writing terms cost. Terms are written under the lock of
-- their product's row, and who removes a product removes them.
ALTER TABLE "product_terms" DROP CONSTRAINT "product_terms_product_id_fk";--> statement-breakpoint
-- Movements are of stock rows, whose own key holds their location, and locations are never removed.
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_location_id_fk";
