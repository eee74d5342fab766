CREATE TABLE "digital_files" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"parts" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "digital_files_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "digital_files_bytes" CHECK (bytes > 0)
);
--> statement-breakpoint
ALTER TABLE "digital_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "download_terms" (
	"store_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"downloads" integer NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "download_terms_store_id_product_id_pk" PRIMARY KEY("store_id","product_id"),
	CONSTRAINT "download_terms_limits" CHECK (downloads between 1 and 1000 and days between 1 and 3650)
);
--> statement-breakpoint
ALTER TABLE "download_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_downloads" (
	"store_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"allowed" integer NOT NULL,
	"used" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "order_downloads_store_id_order_line_id_file_id_pk" PRIMARY KEY("store_id","order_line_id","file_id"),
	CONSTRAINT "order_downloads_used" CHECK (used between 0 and allowed)
);
--> statement-breakpoint
ALTER TABLE "order_downloads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "variant_files" (
	"store_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "variant_files_store_id_variant_id_file_id_pk" PRIMARY KEY("store_id","variant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "variant_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "is_digital" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "digital_files_uploading" ON "digital_files" USING btree ("store_id","created_at") WHERE state = 'uploading';--> statement-breakpoint
CREATE INDEX "order_downloads_order" ON "order_downloads" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "order_downloads_file" ON "order_downloads" USING btree ("store_id","file_id");--> statement-breakpoint
CREATE INDEX "variant_files_file" ON "variant_files" USING btree ("store_id","file_id");--> statement-breakpoint
CREATE POLICY "digital_files_store" ON "digital_files" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "download_terms_store" ON "download_terms" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "order_downloads_store" ON "order_downloads" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "variant_files_store" ON "variant_files" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "digital_files" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variant_files" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "download_terms" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "order_downloads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "digital_files", "variant_files", "download_terms", "order_downloads" TO hutong_app;--> statement-breakpoint
ALTER TABLE "variant_files" ADD CONSTRAINT "variant_files_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "variant_files" ADD CONSTRAINT "variant_files_file_id_fk" FOREIGN KEY ("store_id", "file_id") REFERENCES "digital_files" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "download_terms" ADD CONSTRAINT "download_terms_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "order_downloads" ADD CONSTRAINT "order_downloads_order_line_id_fk" FOREIGN KEY ("store_id", "order_line_id") REFERENCES "order_lines" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "order_downloads" ADD CONSTRAINT "order_downloads_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "order_downloads" ADD CONSTRAINT "order_downloads_file_id_fk" FOREIGN KEY ("store_id", "file_id") REFERENCES "digital_files" ("store_id", "id");
