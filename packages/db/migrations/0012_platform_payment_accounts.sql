CREATE TABLE "shipment_reports" (
	"store_id" uuid NOT NULL,
	"fulfilment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" jsonb,
	"tries" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipment_reports_store_id_fulfilment_id_pk" PRIMARY KEY("store_id","fulfilment_id")
);
--> statement-breakpoint
ALTER TABLE "shipment_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_sub_accounts" (
	"provider" text NOT NULL,
	"sub_account" text NOT NULL,
	"store_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_sub_accounts_provider_sub_account_pk" PRIMARY KEY("provider","sub_account")
);
--> statement-breakpoint
CREATE TABLE "platform_payment_accounts" (
	"provider" text PRIMARY KEY NOT NULL,
	"credentials" text NOT NULL,
	"master_key_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "platform_payment_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_tokens" (
	"name" text PRIMARY KEY NOT NULL,
	"token" text,
	"expires_at" timestamp with time zone,
	"leased_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "provider_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "shipment_reports_order" ON "shipment_reports" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "payment_sub_accounts_store" ON "payment_sub_accounts" USING btree ("store_id");--> statement-breakpoint
CREATE POLICY "shipment_reports_store" ON "shipment_reports" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "platform_payment_accounts_outside" ON "platform_payment_accounts" AS PERMISSIVE FOR ALL TO public USING (nullif(current_setting('app.store_id', true), '') is null) WITH CHECK (nullif(current_setting('app.store_id', true), '') is null);--> statement-breakpoint
CREATE POLICY "provider_tokens_outside" ON "provider_tokens" AS PERMISSIVE FOR ALL TO public USING (nullif(current_setting('app.store_id', true), '') is null) WITH CHECK (nullif(current_setting('app.store_id', true), '') is null);--> statement-breakpoint
ALTER TABLE "shipment_reports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shipment_reports" ADD CONSTRAINT "shipment_reports_fulfilment_id_fk" FOREIGN KEY ("store_id", "fulfilment_id") REFERENCES "fulfilments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "shipment_reports" ADD CONSTRAINT "shipment_reports_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "shipment_reports" ADD CONSTRAINT "shipment_reports_attempt_id_fk" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempts" ("store_id", "id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "shipment_reports", "payment_sub_accounts", "platform_payment_accounts", "provider_tokens" TO hutong_app;
