CREATE TABLE "bundle_parts" (
	"store_id" uuid NOT NULL,
	"bundle_id" uuid NOT NULL,
	"part_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "bundle_parts_store_id_bundle_id_part_id_pk" PRIMARY KEY("store_id","bundle_id","part_id"),
	CONSTRAINT "bundle_parts_quantity" CHECK (quantity between 1 and 999),
	CONSTRAINT "bundle_parts_self" CHECK (bundle_id <> part_id)
);
--> statement-breakpoint
ALTER TABLE "bundle_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "is_part" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stock" ADD COLUMN "is_part" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "bundle_parts_part" ON "bundle_parts" USING btree ("store_id","part_id");--> statement-breakpoint
CREATE POLICY "bundle_parts_store" ON "bundle_parts" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "bundle_parts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "bundle_parts" TO hutong_app;--> statement-breakpoint
ALTER TABLE "bundle_parts" ADD CONSTRAINT "bundle_parts_bundle_id_fk" FOREIGN KEY ("store_id", "bundle_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "bundle_parts" ADD CONSTRAINT "bundle_parts_part_id_fk" FOREIGN KEY ("store_id", "part_id") REFERENCES "variants" ("store_id", "id");
