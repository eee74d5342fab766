ALTER TABLE "products" ADD COLUMN "line_fields" jsonb;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "quantity_rule" jsonb;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD COLUMN "mark" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD COLUMN "properties" jsonb;--> statement-breakpoint
ALTER TABLE "cart_lines" DROP CONSTRAINT "cart_lines_store_id_cart_id_variant_id_pk";--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_store_id_cart_id_variant_id_mark_pk" PRIMARY KEY("store_id","cart_id","variant_id","mark");--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "gift" jsonb;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "gift_options" jsonb;
