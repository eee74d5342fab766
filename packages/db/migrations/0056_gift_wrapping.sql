CREATE TABLE "gift_wrapping" (
	"store_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	CONSTRAINT "gift_wrapping_store_id_pk" PRIMARY KEY("store_id")
);
--> statement-breakpoint
ALTER TABLE "gift_wrapping" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "gift_wrapping_store" ON "gift_wrapping" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "gift_wrapping" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gift_wrapping" TO hutong_app;--> statement-breakpoint
ALTER TABLE "gift_wrapping" ADD CONSTRAINT "gift_wrapping_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
CREATE TRIGGER "gift_wrapping_terms" AFTER INSERT OR UPDATE OR DELETE ON "gift_wrapping" FOR EACH ROW EXECUTE FUNCTION change_terms();
