CREATE TABLE "issued_invoices" (
	"store_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"link" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "issued_invoices_store_id_order_id_pk" PRIMARY KEY("store_id","order_id")
);
--> statement-breakpoint
ALTER TABLE "issued_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_classes" (
	"store_id" uuid NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "tax_classes_store_id_handle_pk" PRIMARY KEY("store_id","handle")
);
--> statement-breakpoint
ALTER TABLE "tax_classes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_countries" (
	"store_id" uuid NOT NULL,
	"market_id" uuid NOT NULL,
	"country" text NOT NULL,
	"is_included" boolean NOT NULL,
	"rounding" text NOT NULL,
	"shipping" text NOT NULL,
	"shipping_class" text,
	CONSTRAINT "tax_countries_store_id_market_id_country_pk" PRIMARY KEY("store_id","market_id","country"),
	CONSTRAINT "tax_countries_country" CHECK (country ~ '^[A-Z]{2}$'),
	CONSTRAINT "tax_countries_rounding" CHECK (rounding in ('line', 'order')),
	CONSTRAINT "tax_countries_shipping" CHECK (shipping in ('none', 'as-goods', 'class') and (shipping = 'class') = (shipping_class is not null))
);
--> statement-breakpoint
ALTER TABLE "tax_countries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"market_id" uuid NOT NULL,
	"country" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"tax_class" text NOT NULL,
	"province" text NOT NULL,
	"city" text NOT NULL,
	"postcodes" text NOT NULL,
	"basis_points" numeric(7, 2) NOT NULL,
	CONSTRAINT "tax_rates_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "tax_rates_basis_points" CHECK (basis_points between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tax_class" text DEFAULT 'standard' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "invoice" jsonb;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "invoices" text DEFAULT 'by-country' NOT NULL;--> statement-breakpoint
CREATE INDEX "tax_rates_country" ON "tax_rates" USING btree ("store_id","market_id","country","position");--> statement-breakpoint
ALTER TABLE "markets" ADD CONSTRAINT "markets_invoices" CHECK (invoices in ('by-country', 'on', 'off'));--> statement-breakpoint
CREATE POLICY "issued_invoices_store" ON "issued_invoices" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tax_classes_store" ON "tax_classes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tax_countries_store" ON "tax_countries" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tax_rates_store" ON "tax_rates" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "tax_countries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "tax_countries" TO hutong_app;--> statement-breakpoint
ALTER TABLE "tax_rates" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "tax_rates" TO hutong_app;--> statement-breakpoint
ALTER TABLE "tax_classes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "tax_classes" TO hutong_app;--> statement-breakpoint
ALTER TABLE "issued_invoices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "issued_invoices" TO hutong_app;--> statement-breakpoint
ALTER TABLE "tax_countries" ADD CONSTRAINT "tax_countries_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_country_fk" FOREIGN KEY ("store_id", "market_id", "country") REFERENCES "tax_countries" ("store_id", "market_id", "country") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "issued_invoices" ADD CONSTRAINT "issued_invoices_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id");--> statement-breakpoint
CREATE TRIGGER "tax_countries_terms" AFTER INSERT OR UPDATE OR DELETE ON "tax_countries" FOR EACH ROW EXECUTE FUNCTION change_terms();--> statement-breakpoint
CREATE TRIGGER "tax_rates_terms" AFTER INSERT OR UPDATE OR DELETE ON "tax_rates" FOR EACH ROW EXECUTE FUNCTION change_terms();