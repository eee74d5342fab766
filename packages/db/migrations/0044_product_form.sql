CREATE TABLE "redirects" (
	"store_id" uuid NOT NULL,
	"path" text NOT NULL,
	"target" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "redirects_store_id_path_pk" PRIMARY KEY("store_id","path")
);
--> statement-breakpoint
ALTER TABLE "redirects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "template" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "publish_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "unit_cost" bigint;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "tax_class" text;--> statement-breakpoint
CREATE INDEX "redirects_target" ON "redirects" USING btree ("store_id","target");--> statement-breakpoint
CREATE INDEX "products_publish" ON "products" USING btree ("store_id","publish_at") WHERE publish_at is not null;--> statement-breakpoint
CREATE INDEX "variants_tax_class" ON "variants" USING btree ("store_id","tax_class") WHERE tax_class is not null;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_cost" CHECK (unit_cost >= 0);--> statement-breakpoint
CREATE POLICY "redirects_store" ON "redirects" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "redirects" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "redirects" TO hutong_app;
