CREATE TABLE "payment_onboardings" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"request" jsonb NOT NULL,
	"sub_account" text,
	"account_id" uuid,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_onboardings_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "payment_onboardings_account" CHECK (account_id is null or sub_account is not null)
);
--> statement-breakpoint
ALTER TABLE "payment_onboardings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD COLUMN "is_ready" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_onboardings_open" ON "payment_onboardings" USING btree ("store_id","provider") WHERE ended_at is null;--> statement-breakpoint
CREATE POLICY "payment_onboardings_store" ON "payment_onboardings" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "payment_onboardings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "payment_onboardings" TO hutong_app;--> statement-breakpoint
ALTER TABLE "payment_onboardings" ADD CONSTRAINT "payment_onboardings_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id") ON DELETE SET NULL ("account_id");
