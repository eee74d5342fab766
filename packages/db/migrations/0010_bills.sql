CREATE TABLE "bill_differences" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"line" integer,
	"attempt_id" uuid,
	"payment_id" uuid,
	"refund_id" uuid,
	"billed" jsonb,
	"held" jsonb,
	"state" text NOT NULL,
	"outcome" text,
	"order_id" uuid,
	"note" text NOT NULL,
	"resolved_by" uuid,
	"found_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "bill_differences_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "bill_differences_once" UNIQUE("store_id","account_id","day","kind","subject"),
	CONSTRAINT "bill_differences_says" CHECK (billed is not null or held is not null)
);
--> statement-breakpoint
ALTER TABLE "bill_differences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bill_lines" (
	"store_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" text NOT NULL,
	"reading" uuid NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"movement" text NOT NULL,
	"attempt_id" uuid,
	"provider_payment_id" text NOT NULL,
	"provider_refund_id" text,
	"request_key" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"fee" bigint NOT NULL,
	"fee_currency" text NOT NULL,
	"occurred_at" text NOT NULL,
	CONSTRAINT "bill_lines_store_id_day_account_id_reading_line_pk" PRIMARY KEY("store_id","day","account_id","reading","line")
);
--> statement-breakpoint
ALTER TABLE "bill_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bills" (
	"store_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"next_at" timestamp with time zone,
	"reading" uuid,
	"claim" uuid,
	"lines_read" integer NOT NULL,
	"lines" integer NOT NULL,
	"totals" jsonb NOT NULL,
	"failure" text,
	"compared_at" timestamp with time zone,
	CONSTRAINT "bills_store_id_account_id_day_pk" PRIMARY KEY("store_id","account_id","day")
);
--> statement-breakpoint
ALTER TABLE "bills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "bill_differences_open" ON "bill_differences" USING btree ("store_id","account_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "bill_lines_payment" ON "bill_lines" USING btree ("store_id","provider_payment_id","account_id");--> statement-breakpoint
CREATE INDEX "bills_next" ON "bills" USING btree ("store_id","next_at");--> statement-breakpoint
CREATE INDEX "bills_day" ON "bills" USING btree ("store_id","day");--> statement-breakpoint
CREATE INDEX "payments_captured" ON "payments" USING btree ("store_id","account_id","captured_at");--> statement-breakpoint
CREATE INDEX "refunds_settled" ON "refunds" USING btree ("store_id","updated_at") WHERE state = 'succeeded';--> statement-breakpoint
CREATE POLICY "bill_differences_store" ON "bill_differences" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "bill_lines_store" ON "bill_lines" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "bills_store" ON "bills" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "bill_differences" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bill_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bills" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "bill_differences", "bill_lines", "bills" TO hutong_app;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "bill_lines" ADD CONSTRAINT "bill_lines_bill_fk" FOREIGN KEY ("store_id", "account_id", "day") REFERENCES "bills" ("store_id", "account_id", "day");--> statement-breakpoint
ALTER TABLE "bill_differences" ADD CONSTRAINT "bill_differences_bill_fk" FOREIGN KEY ("store_id", "account_id", "day") REFERENCES "bills" ("store_id", "account_id", "day");--> statement-breakpoint
ALTER TABLE "bill_differences" ADD CONSTRAINT "bill_differences_payment_id_fk" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "bill_differences" ADD CONSTRAINT "bill_differences_refund_id_fk" FOREIGN KEY ("store_id", "refund_id") REFERENCES "refunds" ("store_id", "id");--> statement-breakpoint
-- Stores with an account whose provider wrote bills before we read them; later ones are reminded of when they connect.
INSERT INTO "due" ("store_id", "kind", "at") SELECT DISTINCT "store_id", 'bills', now() FROM "payment_account_directory" WHERE "provider" IN ('wechat-pay', 'alipay', 'stripe') ON CONFLICT DO NOTHING;
