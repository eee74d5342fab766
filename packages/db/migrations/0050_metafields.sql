CREATE TABLE "metafield_definitions" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"public_id" bigint NOT NULL,
	"owner_type" text NOT NULL,
	"namespace" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"type" text NOT NULL,
	"validations" jsonb NOT NULL,
	"pinned_position" integer,
	"storefront_access" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "metafield_definitions_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "metafield_definitions_key" UNIQUE("store_id","owner_type","namespace","key"),
	CONSTRAINT "metafield_definitions_public_id" UNIQUE("store_id","public_id")
);
--> statement-breakpoint
ALTER TABLE "metafield_definitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metafields" (
	"store_id" uuid NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"namespace" text NOT NULL,
	"key" text NOT NULL,
	"public_id" bigint NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"product_id" uuid GENERATED ALWAYS AS (case when owner_type = 'PRODUCT' then owner_id end) STORED,
	"variant_id" uuid GENERATED ALWAYS AS (case when owner_type = 'PRODUCTVARIANT' then owner_id end) STORED,
	"collection_id" uuid GENERATED ALWAYS AS (case when owner_type = 'COLLECTION' then owner_id end) STORED,
	"customer_id" uuid GENERATED ALWAYS AS (case when owner_type = 'CUSTOMER' then owner_id end) STORED,
	"order_id" uuid GENERATED ALWAYS AS (case when owner_type = 'ORDER' then owner_id end) STORED,
	CONSTRAINT "metafields_store_id_owner_type_owner_id_namespace_key_pk" PRIMARY KEY("store_id","owner_type","owner_id","namespace","key"),
	CONSTRAINT "metafields_public_id" UNIQUE("store_id","public_id")
);
--> statement-breakpoint
ALTER TABLE "metafields" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metaobject_definitions" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"public_id" bigint NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"display_name_key" text,
	"fields" jsonb NOT NULL,
	"is_publishable" boolean NOT NULL,
	"storefront_access" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "metaobject_definitions_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "metaobject_definitions_type" UNIQUE("store_id","type"),
	CONSTRAINT "metaobject_definitions_public_id" UNIQUE("store_id","public_id")
);
--> statement-breakpoint
ALTER TABLE "metaobject_definitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metaobjects" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"public_id" bigint NOT NULL,
	"definition_id" uuid NOT NULL,
	"handle" text NOT NULL,
	"display_name" text NOT NULL,
	"name_key" text NOT NULL,
	"status" text NOT NULL,
	"fields" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "metaobjects_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "metaobjects_handle" UNIQUE("store_id","definition_id","handle"),
	CONSTRAINT "metaobjects_public_id" UNIQUE("store_id","public_id")
);
--> statement-breakpoint
ALTER TABLE "metaobjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "metafields_definition" ON "metafields" USING btree ("store_id","owner_type","namespace","key","owner_id");--> statement-breakpoint
CREATE INDEX "metafields_product" ON "metafields" USING btree ("store_id","product_id") WHERE product_id is not null;--> statement-breakpoint
CREATE INDEX "metafields_variant" ON "metafields" USING btree ("store_id","variant_id") WHERE variant_id is not null;--> statement-breakpoint
CREATE INDEX "metafields_collection" ON "metafields" USING btree ("store_id","collection_id") WHERE collection_id is not null;--> statement-breakpoint
CREATE INDEX "metafields_customer" ON "metafields" USING btree ("store_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "metafields_order" ON "metafields" USING btree ("store_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "metaobjects_name" ON "metaobjects" USING btree ("store_id","definition_id","name_key","id");--> statement-breakpoint
CREATE POLICY "metafield_definitions_store" ON "metafield_definitions" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "metafields_store" ON "metafields" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "metaobject_definitions_store" ON "metaobject_definitions" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "metaobjects_store" ON "metaobjects" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "metafield_definitions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "metafields" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "metaobject_definitions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "metaobjects" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "metafield_definitions", "metafields", "metaobject_definitions", "metaobjects" TO hutong_app;--> statement-breakpoint
ALTER TABLE "metafields" ADD CONSTRAINT "metafields_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "metafields" ADD CONSTRAINT "metafields_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "metafields" ADD CONSTRAINT "metafields_collection_id_fk" FOREIGN KEY ("store_id", "collection_id") REFERENCES "collections" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "metafields" ADD CONSTRAINT "metafields_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "metafields" ADD CONSTRAINT "metafields_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "metaobjects" ADD CONSTRAINT "metaobjects_definition_id_fk" FOREIGN KEY ("store_id", "definition_id") REFERENCES "metaobject_definitions" ("store_id", "id") ON DELETE CASCADE;
