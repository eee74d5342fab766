CREATE TABLE "consignment_lines" (
	"store_id" uuid NOT NULL,
	"consignment_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"quantity" integer NOT NULL,
	"received" integer NOT NULL,
	"incoming" integer NOT NULL,
	"unit_cost" bigint,
	CONSTRAINT "consignment_lines_store_id_consignment_id_variant_id_pk" PRIMARY KEY("store_id","consignment_id","variant_id"),
	CONSTRAINT "consignment_lines_units" CHECK (quantity > 0 and received >= 0 and incoming >= 0 and received + incoming <= quantity),
	CONSTRAINT "consignment_lines_cost" CHECK (unit_cost >= 0)
);
--> statement-breakpoint
ALTER TABLE "consignment_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consignments" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"from_location_id" uuid,
	"to_location_id" uuid NOT NULL,
	"supplier" text NOT NULL,
	"reference" text NOT NULL,
	"currency" text NOT NULL,
	"expected_on" date,
	"note" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "consignments_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "consignments_number" UNIQUE("store_id","kind","number"),
	CONSTRAINT "consignments_kind" CHECK ((kind = 'transfer' and from_location_id is not null and from_location_id <> to_location_id)
      or (kind = 'purchase' and from_location_id is null)),
	CONSTRAINT "consignments_state" CHECK (case state when 'draft' then sent_at is null and closed_at is null
      when 'sent' then sent_at is not null and closed_at is null
      when 'received' then sent_at is not null and closed_at is not null
      when 'cancelled' then closed_at is not null else false end)
);
--> statement-breakpoint
ALTER TABLE "consignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_count_lines" (
	"store_id" uuid NOT NULL,
	"count_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"counted" integer NOT NULL,
	"expected" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"counted_by" text NOT NULL,
	"is_applied" boolean NOT NULL,
	CONSTRAINT "stock_count_lines_store_id_count_id_variant_id_pk" PRIMARY KEY("store_id","count_id","variant_id"),
	CONSTRAINT "stock_count_lines_counted" CHECK (counted >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_count_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_counts" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"location_id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "stock_counts_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "stock_counts_number" UNIQUE("store_id","number"),
	CONSTRAINT "stock_counts_state" CHECK (state in ('open', 'committed', 'cancelled') and (state = 'open') = (closed_at is null))
);
--> statement-breakpoint
ALTER TABLE "stock_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "stock_movements_variant";--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "is_active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "stock" ADD COLUMN "low_at" integer;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "actor_id" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "note" text;--> statement-breakpoint
CREATE INDEX "consignment_lines_incoming" ON "consignment_lines" USING btree ("store_id","variant_id") WHERE incoming > 0;--> statement-breakpoint
CREATE INDEX "consignment_lines_cost" ON "consignment_lines" USING btree ("store_id","variant_id","consignment_id") WHERE unit_cost is not null;--> statement-breakpoint
CREATE INDEX "consignments_open" ON "consignments" USING btree ("store_id","kind","state","number");--> statement-breakpoint
CREATE INDEX "variants_barcode" ON "variants" USING btree ("store_id","barcode") WHERE barcode is not null;--> statement-breakpoint
CREATE INDEX "stock_low" ON "stock" USING btree ("store_id","location_id","variant_id") WHERE low_at is not null;--> statement-breakpoint
CREATE INDEX "stock_movements_history" ON "stock_movements" USING btree ("store_id","variant_id","location_id","at");--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_active" CHECK (is_active or not (is_default or is_pickup));--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_low_at" CHECK (low_at >= 0);--> statement-breakpoint
CREATE POLICY "consignment_lines_store" ON "consignment_lines" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "consignments_store" ON "consignments" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "stock_count_lines_store" ON "stock_count_lines" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "stock_counts_store" ON "stock_counts" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "consignments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consignment_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stock_counts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stock_count_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "consignments", "consignment_lines", "stock_counts", "stock_count_lines" TO hutong_app;--> statement-breakpoint
ALTER TABLE "consignments" ADD CONSTRAINT "consignments_from_location_id_fk" FOREIGN KEY ("store_id", "from_location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "consignments" ADD CONSTRAINT "consignments_to_location_id_fk" FOREIGN KEY ("store_id", "to_location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "consignment_lines" ADD CONSTRAINT "consignment_lines_consignment_id_fk" FOREIGN KEY ("store_id", "consignment_id") REFERENCES "consignments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_location_id_fk" FOREIGN KEY ("store_id", "location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "stock_count_lines" ADD CONSTRAINT "stock_count_lines_count_id_fk" FOREIGN KEY ("store_id", "count_id") REFERENCES "stock_counts" ("store_id", "id");
