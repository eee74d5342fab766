CREATE TABLE "product_edit_changes" (
	"store_id" uuid NOT NULL,
	"edit_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "product_edit_changes_store_id_edit_id_product_id_pk" PRIMARY KEY("store_id","edit_id","product_id")
);
--> statement-breakpoint
ALTER TABLE "product_edit_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product_edits" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"action" jsonb NOT NULL,
	"ids" jsonb,
	"filter" jsonb,
	"state" text NOT NULL,
	"cursor" uuid,
	"total" integer NOT NULL,
	"done" integer NOT NULL,
	"changed" integer NOT NULL,
	"kept" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "product_edits_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "product_edits_counts" CHECK (total >= 0 and done >= 0 and changed >= 0 and kept >= 0)
);
--> statement-breakpoint
ALTER TABLE "product_edits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product_tags" (
	"store_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "product_tags_store_id_tag_product_id_pk" PRIMARY KEY("store_id","tag","product_id")
);
--> statement-breakpoint
ALTER TABLE "product_tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product_views" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_views_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "product_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "product_edits_open" ON "product_edits" USING btree ("store_id","created_at") WHERE state in ('running', 'undoing');--> statement-breakpoint
CREATE INDEX "product_edits_newest" ON "product_edits" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "product_tags_product" ON "product_tags" USING btree ("store_id","product_id");--> statement-breakpoint
CREATE INDEX "product_views_oldest" ON "product_views" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "products_status" ON "products" USING btree ("store_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "products_title" ON "products" USING btree ("store_id","title","id");--> statement-breakpoint
CREATE INDEX "products_price" ON "products" USING btree ("store_id","min_price","id");--> statement-breakpoint
CREATE INDEX "products_vendor" ON "products" USING btree ("store_id","vendor","updated_at","id");--> statement-breakpoint
CREATE INDEX "products_type" ON "products" USING btree ("store_id","product_type","updated_at","id");--> statement-breakpoint
CREATE POLICY "product_edit_changes_store" ON "product_edit_changes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "product_edits_store" ON "product_edits" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "product_tags_store" ON "product_tags" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "product_views_store" ON "product_views" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "product_tags" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_views" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_edits" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_edit_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_tags", "product_views", "product_edits", "product_edit_changes" TO hutong_app;--> statement-breakpoint
ALTER TABLE "product_tags" ADD CONSTRAINT "product_tags_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "product_edit_changes" ADD CONSTRAINT "product_edit_changes_edit_id_fk" FOREIGN KEY ("store_id", "edit_id") REFERENCES "product_edits" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_tags" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "product_tags" ("store_id", "tag", "product_id")
SELECT DISTINCT p."store_id", t.tag, p."id" FROM "products" p
CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(p."tags") WHEN 'array' THEN p."tags" ELSE '[]' END) t(tag);--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_tags" FORCE ROW LEVEL SECURITY;
