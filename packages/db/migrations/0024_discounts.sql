CREATE TABLE "discount_codes" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"discount_id" uuid NOT NULL,
	"code" text NOT NULL,
	"most_uses" integer,
	"uses" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discount_codes_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "discount_codes_code" UNIQUE("store_id","code"),
	CONSTRAINT "discount_codes_limits" CHECK (uses >= 0 and (most_uses is null or most_uses > 0))
);
--> statement-breakpoint
ALTER TABLE "discount_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "discount_customers" (
	"store_id" uuid NOT NULL,
	"discount_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "discount_customers_store_id_discount_id_customer_pk" PRIMARY KEY("store_id","discount_id","customer"),
	CONSTRAINT "discount_customers_uses" CHECK (uses >= 0)
);
--> statement-breakpoint
ALTER TABLE "discount_customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "discount_uses" (
	"store_id" uuid NOT NULL,
	"checkout_id" uuid NOT NULL,
	"discount_id" uuid NOT NULL,
	"code_id" uuid,
	"customers" jsonb NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discount_uses_store_id_checkout_id_discount_id_pk" PRIMARY KEY("store_id","checkout_id","discount_id"),
	CONSTRAINT "discount_uses_state" CHECK (state in ('held', 'used'))
);
--> statement-breakpoint
ALTER TABLE "discount_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "discounts" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"method" text NOT NULL,
	"class" text NOT NULL,
	"value" jsonb NOT NULL,
	"targets" jsonb NOT NULL,
	"minimum" jsonb,
	"combines" jsonb NOT NULL,
	"markets" jsonb,
	"currency" text NOT NULL,
	"is_first_order_only" boolean NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"most_uses" integer,
	"most_per_customer" integer,
	"uses" integer NOT NULL,
	"is_used_up" boolean GENERATED ALWAYS AS (most_uses is not null and uses >= most_uses) STORED,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discounts_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "discounts_method" CHECK (method in ('automatic', 'code') and class in ('product', 'order', 'shipping')),
	CONSTRAINT "discounts_limits" CHECK (uses >= 0 and (most_uses is null or most_uses > 0) and (most_per_customer is null or most_per_customer > 0))
);
--> statement-breakpoint
ALTER TABLE "discounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "discount_codes" jsonb;--> statement-breakpoint
CREATE INDEX "discount_codes_discount" ON "discount_codes" USING btree ("store_id","discount_id","created_at","id");--> statement-breakpoint
CREATE INDEX "discount_uses_expiry" ON "discount_uses" USING btree ("store_id","expires_at") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "discount_uses_discount" ON "discount_uses" USING btree ("store_id","discount_id");--> statement-breakpoint
CREATE INDEX "discounts_automatic" ON "discounts" USING btree ("store_id","position") WHERE method = 'automatic';--> statement-breakpoint
CREATE POLICY "discount_codes_store" ON "discount_codes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "discount_customers_store" ON "discount_customers" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "discount_uses_store" ON "discount_uses" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "discounts_store" ON "discounts" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "discounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "discounts" TO hutong_app;--> statement-breakpoint
ALTER TABLE "discount_codes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "discount_codes" TO hutong_app;--> statement-breakpoint
ALTER TABLE "discount_uses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "discount_uses" TO hutong_app;--> statement-breakpoint
ALTER TABLE "discount_customers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "discount_customers" TO hutong_app;--> statement-breakpoint
ALTER TABLE "discount_codes" ADD CONSTRAINT "discount_codes_discount_id_fk" FOREIGN KEY ("store_id", "discount_id") REFERENCES "discounts" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "discount_customers" ADD CONSTRAINT "discount_customers_discount_id_fk" FOREIGN KEY ("store_id", "discount_id") REFERENCES "discounts" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "discount_uses" ADD CONSTRAINT "discount_uses_discount_id_fk" FOREIGN KEY ("store_id", "discount_id") REFERENCES "discounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "discount_uses" ADD CONSTRAINT "discount_uses_checkout_id_fk" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkouts" ("store_id", "id");--> statement-breakpoint
CREATE TRIGGER "discounts_terms" AFTER INSERT OR DELETE OR UPDATE OF name, class, value, targets, minimum, combines, markets, is_first_order_only, starts_at, ends_at, most_uses, most_per_customer, position ON "discounts" FOR EACH ROW EXECUTE FUNCTION change_terms();--> statement-breakpoint
CREATE TRIGGER "discounts_terms_used_up" AFTER UPDATE OF uses ON "discounts" FOR EACH ROW WHEN (NEW.method = 'automatic' AND OLD.is_used_up IS DISTINCT FROM NEW.is_used_up) EXECUTE FUNCTION change_terms();