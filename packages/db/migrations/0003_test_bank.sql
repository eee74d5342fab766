CREATE TABLE "test_bank_entries" (
	"store_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"return_url" text NOT NULL,
	"state" text NOT NULL,
	"is_closed" boolean NOT NULL,
	"payments" jsonb NOT NULL,
	"refunds" jsonb NOT NULL,
	CONSTRAINT "test_bank_entries_store_id_attempt_id_pk" PRIMARY KEY("store_id","attempt_id")
);
--> statement-breakpoint
ALTER TABLE "test_bank_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "test_bank_entries_store" ON "test_bank_entries" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);