ALTER TABLE "payment_accounts" ADD COLUMN "conditions" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD COLUMN "is_on_delivery" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD COLUMN "checked" jsonb;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "story" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "merchant_note" jsonb;--> statement-breakpoint
CREATE INDEX "payment_attempts_account" ON "payment_attempts" USING btree ("store_id","account_id","created_at");--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD CONSTRAINT "payment_accounts_conditions" CHECK (jsonb_typeof(conditions) = 'object');--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD CONSTRAINT "payment_accounts_checked" CHECK (checked is null or jsonb_typeof(checked) = 'object');--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_story" CHECK (jsonb_typeof(story) = 'array');