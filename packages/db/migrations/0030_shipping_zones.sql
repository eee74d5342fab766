CREATE TABLE "shipping_zones" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"market_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"places" jsonb NOT NULL,
	"surcharges" jsonb NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "shipping_zones_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "shipping_zones_kind" CHECK (kind in ('shipping', 'local'))
);
--> statement-breakpoint
ALTER TABLE "shipping_zones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shipping_rates" DROP CONSTRAINT "shipping_rates_price";--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "is_pickup" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "address" jsonb;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "hours" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD COLUMN "zone_id" uuid;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD COLUMN "charge" jsonb;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD COLUMN "minimum" bigint;--> statement-breakpoint
ALTER TABLE "shipping_rates" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "shipping_zones" ("store_id", "id", "market_id", "name", "kind", "places", "surcharges", "position")
SELECT g."store_id", gen_random_uuid(), g."market_id",
  CASE WHEN g."countries" = '["*"]' THEN '' ELSE left((SELECT string_agg(c, ', ') FROM jsonb_array_elements_text(g."countries") c), 100) END,
  'shipping', (SELECT jsonb_agg(jsonb_build_object('country', c)) FROM jsonb_array_elements_text(g."countries") c), '[]',
  row_number() OVER (PARTITION BY g."store_id", g."market_id" ORDER BY g."first") - 1
FROM (SELECT "store_id", "market_id", "countries", min("position") AS "first" FROM "shipping_rates" GROUP BY 1, 2, 3) g;--> statement-breakpoint
UPDATE "shipping_rates" r SET "zone_id" = z."id", "charge" = jsonb_build_object('kind', 'flat', 'price', r."price")
FROM "shipping_zones" z
WHERE z."store_id" = r."store_id" AND z."market_id" = r."market_id"
  AND z."places" = (SELECT jsonb_agg(jsonb_build_object('country', c)) FROM jsonb_array_elements_text(r."countries") c);--> statement-breakpoint
ALTER TABLE "shipping_rates" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shipping_rates" ALTER COLUMN "zone_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "shipping_rates" ALTER COLUMN "charge" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "shipping_zones_market" ON "shipping_zones" USING btree ("store_id","market_id");--> statement-breakpoint
CREATE INDEX "shipping_rates_zone" ON "shipping_rates" USING btree ("store_id","zone_id");--> statement-breakpoint
ALTER TABLE "shipping_rates" DROP COLUMN "market_id";--> statement-breakpoint
ALTER TABLE "shipping_rates" DROP COLUMN "countries";--> statement-breakpoint
ALTER TABLE "shipping_rates" DROP COLUMN "price";--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD CONSTRAINT "shipping_rates_sums" CHECK ((free_above is null or free_above >= 0) and (minimum is null or minimum >= 0));--> statement-breakpoint
CREATE POLICY "shipping_zones_store" ON "shipping_zones" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "shipping_zones" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "shipping_zones" TO hutong_app;--> statement-breakpoint
ALTER TABLE "shipping_zones" ADD CONSTRAINT "shipping_zones_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD CONSTRAINT "shipping_rates_zone_id_fk" FOREIGN KEY ("store_id", "zone_id") REFERENCES "shipping_zones" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
CREATE TRIGGER "shipping_zones_terms" AFTER INSERT OR UPDATE OR DELETE ON "shipping_zones" FOR EACH ROW EXECUTE FUNCTION change_terms();--> statement-breakpoint
CREATE TRIGGER "locations_terms" AFTER INSERT OR UPDATE OR DELETE ON "locations" FOR EACH ROW EXECUTE FUNCTION change_terms();
