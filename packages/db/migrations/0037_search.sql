CREATE TABLE "search_synonyms" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"words" jsonb NOT NULL,
	"is_one_way" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "search_synonyms_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "search_synonyms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_words" (
	"store_id" uuid NOT NULL,
	"key" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "search_words_store_id_key_word_pk" PRIMARY KEY("store_id","key","word")
);
--> statement-breakpoint
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_terms" DROP CONSTRAINT "product_terms_store_id_term_product_id_pk";--> statement-breakpoint
ALTER TABLE "product_terms" ADD CONSTRAINT "product_terms_store_id_term_weight_product_id_pk" PRIMARY KEY("store_id","term","weight","product_id");--> statement-breakpoint
CREATE POLICY "search_synonyms_store" ON "search_synonyms" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "search_words_store" ON "search_words" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "search_words" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "search_synonyms" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_words" TO hutong_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_synonyms" TO hutong_app;--> statement-breakpoint
ALTER TABLE "products" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "outbox" ("store_id", "id", "kind", "payload", "created_at")
SELECT p."store_id", gen_random_uuid(), 'index-products', '{}', now() FROM (SELECT DISTINCT "store_id" FROM "products") p;--> statement-breakpoint
INSERT INTO "due" ("store_id", "kind", "at") SELECT DISTINCT "store_id", 'outbox', now() FROM "products"
ON CONFLICT ("store_id", "kind") DO UPDATE SET "at" = least("due"."at", excluded."at"), "revision" = "due"."revision" + 1;--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
