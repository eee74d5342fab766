CREATE TABLE "payment_shares" (
	"store_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"paid_at" timestamp with time zone NOT NULL,
	"basis_points" integer NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"request_key" text,
	"tries" integer NOT NULL,
	"is_given_up" boolean NOT NULL,
	"returned" bigint NOT NULL,
	"return_amount" bigint NOT NULL,
	"return_tries" integer NOT NULL,
	"note" jsonb,
	"next_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_shares_store_id_payment_id_pk" PRIMARY KEY("store_id","payment_id"),
	CONSTRAINT "payment_shares_request_key" UNIQUE("store_id","request_key"),
	CONSTRAINT "payment_shares_basis_points" CHECK (basis_points between 1 and 10000),
	CONSTRAINT "payment_shares_returned" CHECK (returned >= 0 and return_amount >= 0 and returned + return_amount <= amount)
);
--> statement-breakpoint
ALTER TABLE "payment_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD COLUMN "share_basis_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_sub_accounts" ADD COLUMN "share_basis_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_shares_next" ON "payment_shares" USING btree ("store_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "payment_shares_paid" ON "payment_shares" USING btree ("store_id","account_id","paid_at");--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD CONSTRAINT "payment_accounts_share" CHECK (share_basis_points between 0 and 10000);--> statement-breakpoint
ALTER TABLE "payment_sub_accounts" ADD CONSTRAINT "payment_sub_accounts_share" CHECK (share_basis_points between 0 and 10000);--> statement-breakpoint
CREATE POLICY "payment_shares_store" ON "payment_shares" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "payment_shares" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "payment_shares" TO hutong_app;--> statement-breakpoint
ALTER TABLE "payment_shares" ADD CONSTRAINT "payment_shares_payment_id_fk" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "payment_shares" ADD CONSTRAINT "payment_shares_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");
