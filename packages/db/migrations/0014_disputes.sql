CREATE TABLE "dispute_movements" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"provider_movement_id" text NOT NULL,
	"taken" bigint NOT NULL,
	"currency" text NOT NULL,
	"fee" bigint NOT NULL,
	"fee_currency" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dispute_movements_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "dispute_movements_once" UNIQUE("store_id","dispute_id","provider_movement_id")
);
--> statement-breakpoint
ALTER TABLE "dispute_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "disputes" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"provider_dispute_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" jsonb NOT NULL,
	"state" text NOT NULL,
	"answer_by" timestamp with time zone,
	"answer_at" text,
	"opened_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disputes_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "disputes_provider_dispute" UNIQUE("store_id","account_id","provider_dispute_id")
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bill_lines" ADD COLUMN "provider_dispute_id" text;--> statement-breakpoint
ALTER TABLE "bill_lines" ADD COLUMN "provider_movement_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "disputed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "dispute_movements_created" ON "dispute_movements" USING btree ("store_id","created_at");--> statement-breakpoint
CREATE INDEX "disputes_payment" ON "disputes" USING btree ("store_id","payment_id");--> statement-breakpoint
CREATE INDEX "disputes_open" ON "disputes" USING btree ("store_id","opened_at") WHERE state in ('inquiry', 'needs-answer', 'in-review');--> statement-breakpoint
CREATE POLICY "dispute_movements_store" ON "dispute_movements" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "disputes_store" ON "disputes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "disputes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dispute_movements" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "disputes", "dispute_movements" TO hutong_app;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_fk" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "dispute_movements" ADD CONSTRAINT "dispute_movements_dispute_id_fk" FOREIGN KEY ("store_id", "dispute_id") REFERENCES "disputes" ("store_id", "id");
