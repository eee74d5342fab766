ALTER TABLE "test_bank_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "test_bank_entries" TO hutong_app;--> statement-breakpoint
ALTER TABLE "test_bank_entries" ADD CONSTRAINT "test_bank_entries_attempt_id_fk" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempts" ("store_id", "id");
