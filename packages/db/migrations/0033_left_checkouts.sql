CREATE TABLE "letter_stops" (
	"store_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "letter_stops_store_id_mark_pk" PRIMARY KEY("store_id","mark")
);
--> statement-breakpoint
ALTER TABLE "letter_stops" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "letter_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "restored_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "checkouts_restored" ON "checkouts" USING btree ("store_id","id") WHERE restored_at is not null;--> statement-breakpoint
CREATE INDEX "customers_phone" ON "customers" USING btree ("store_id","phone");--> statement-breakpoint
CREATE POLICY "letter_stops_store" ON "letter_stops" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "letter_stops" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "letter_stops" TO hutong_app;
