CREATE TABLE "payment_authorizations" (
	"store_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"provider_authorization_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"expires_at" timestamp with time zone,
	"state" text NOT NULL,
	"capture_amount" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_authorizations_store_id_attempt_id_pk" PRIMARY KEY("store_id","attempt_id"),
	CONSTRAINT "payment_authorizations_provider" UNIQUE("store_id","account_id","provider_authorization_id"),
	CONSTRAINT "payment_authorizations_state" CHECK (state in ('held', 'capturing', 'captured', 'voiding', 'voided')),
	CONSTRAINT "payment_authorizations_capture" CHECK (amount > 0 and capture_amount between 1 and amount and (state <> 'capturing' or capture_amount is not null))
);
--> statement-breakpoint
ALTER TABLE "payment_authorizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD COLUMN "capture" text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD CONSTRAINT "payment_accounts_capture" CHECK (capture in ('at-once', 'by-hand', 'on-fulfilment'));--> statement-breakpoint
CREATE POLICY "payment_authorizations_store" ON "payment_authorizations" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "payment_authorizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "payment_authorizations" TO hutong_app;--> statement-breakpoint
ALTER TABLE "payment_authorizations" ADD CONSTRAINT "payment_authorizations_attempt_id_fk" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "payment_authorizations" ADD CONSTRAINT "payment_authorizations_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");