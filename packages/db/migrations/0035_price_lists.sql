CREATE TABLE "customer_groups" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_groups_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "customer_groups_name" UNIQUE("store_id","name")
);
--> statement-breakpoint
ALTER TABLE "customer_groups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "list_prices" (
	"store_id" uuid NOT NULL,
	"price_list_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"from_quantity" integer NOT NULL,
	"price" bigint,
	"basis_points" integer,
	CONSTRAINT "list_prices_store_id_price_list_id_variant_id_from_quantity_pk" PRIMARY KEY("store_id","price_list_id","variant_id","from_quantity"),
	CONSTRAINT "list_prices_price" CHECK (from_quantity between 1 and 9999 and (price is null) <> (basis_points is null) and coalesce(price, 0) >= 0
        and coalesce(basis_points, 1) between 1 and 10000)
);
--> statement-breakpoint
ALTER TABLE "list_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_lists" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"market_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"group_id" uuid,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"basis_points" integer,
	"price_count" integer DEFAULT 0 NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "price_lists_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "price_lists_kind" CHECK (kind in ('market', 'sale', 'group') and (kind = 'group') = (group_id is not null)),
	CONSTRAINT "price_lists_percent" CHECK (basis_points is null or (kind <> 'market' and basis_points between 1 and 10000)),
	CONSTRAINT "price_lists_window" CHECK (starts_at is null or ends_at is null or starts_at < ends_at)
);
--> statement-breakpoint
ALTER TABLE "price_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "group_id" uuid;--> statement-breakpoint
CREATE INDEX "list_prices_variant" ON "list_prices" USING btree ("store_id","variant_id");--> statement-breakpoint
CREATE INDEX "price_lists_market" ON "price_lists" USING btree ("store_id","market_id","position");--> statement-breakpoint
CREATE INDEX "customers_group" ON "customers" USING btree ("store_id","group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE POLICY "customer_groups_store" ON "customer_groups" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "list_prices_store" ON "list_prices" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "price_lists_store" ON "price_lists" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "customer_groups" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_groups" TO hutong_app;--> statement-breakpoint
ALTER TABLE "price_lists" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "price_lists" TO hutong_app;--> statement-breakpoint
ALTER TABLE "list_prices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "list_prices" TO hutong_app;--> statement-breakpoint
ALTER TABLE "price_lists" ADD CONSTRAINT "price_lists_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "price_lists" ADD CONSTRAINT "price_lists_group_id_fk" FOREIGN KEY ("store_id", "group_id") REFERENCES "customer_groups" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "list_prices" ADD CONSTRAINT "list_prices_price_list_id_fk" FOREIGN KEY ("store_id", "price_list_id") REFERENCES "price_lists" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "list_prices" ADD CONSTRAINT "list_prices_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_group_id_fk" FOREIGN KEY ("store_id", "group_id") REFERENCES "customer_groups" ("store_id", "id") ON DELETE SET NULL ("group_id");--> statement-breakpoint
CREATE TRIGGER "price_lists_terms" AFTER INSERT OR UPDATE OR DELETE ON "price_lists" FOR EACH ROW EXECUTE FUNCTION change_terms();
