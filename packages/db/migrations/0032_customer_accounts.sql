CREATE TABLE "customer_addresses" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"address" jsonb NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_addresses_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "customer_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_codes" (
	"store_id" uuid NOT NULL,
	"contact" text NOT NULL,
	"id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"sealed" text,
	"locale" text NOT NULL,
	"tries" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_codes_store_id_contact_pk" PRIMARY KEY("store_id","contact"),
	CONSTRAINT "customer_codes_id" UNIQUE("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "customer_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_sessions" (
	"store_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"host" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_sessions_store_id_token_hash_pk" PRIMARY KEY("store_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "customer_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "customer_id" uuid;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "customer_id" uuid;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "password_hash" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "customer_addresses_customer" ON "customer_addresses" USING btree ("store_id","customer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_addresses_default" ON "customer_addresses" USING btree ("store_id","customer_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "customer_codes_expiry" ON "customer_codes" USING btree ("store_id","expires_at");--> statement-breakpoint
CREATE INDEX "customer_sessions_customer" ON "customer_sessions" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_sessions_expiry" ON "customer_sessions" USING btree ("store_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "carts_customer" ON "carts" USING btree ("store_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "checkouts_customer" ON "checkouts" USING btree ("store_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "customers_erased" ON "customers" USING btree ("store_id","erased_at") WHERE erased_at is not null;--> statement-breakpoint
CREATE INDEX "customers_merged" ON "customers" USING btree ("store_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE POLICY "customer_addresses_store" ON "customer_addresses" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "customer_codes_store" ON "customer_codes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "customer_sessions_store" ON "customer_sessions" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "customer_addresses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_addresses" TO hutong_app;--> statement-breakpoint
ALTER TABLE "customer_sessions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_sessions" TO hutong_app;--> statement-breakpoint
ALTER TABLE "customer_codes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_codes" TO hutong_app;--> statement-breakpoint
ALTER TABLE "customer_addresses" ADD CONSTRAINT "customer_addresses_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "customer_sessions" ADD CONSTRAINT "customer_sessions_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merged_into_fk" FOREIGN KEY ("store_id", "merged_into") REFERENCES "customers" ("store_id", "id");
