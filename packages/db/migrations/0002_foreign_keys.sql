-- Every reference carries the store, so a row cannot point at another store's.
ALTER TABLE "product_media" ADD CONSTRAINT "product_media_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "product_media" ADD CONSTRAINT "product_media_file_id_fk" FOREIGN KEY ("store_id", "file_id") REFERENCES "files" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_file_id_fk" FOREIGN KEY ("store_id", "file_id") REFERENCES "files" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "collection_products" ADD CONSTRAINT "collection_products_collection_id_fk" FOREIGN KEY ("store_id", "collection_id") REFERENCES "collections" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "collection_products" ADD CONSTRAINT "collection_products_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "product_terms" ADD CONSTRAINT "product_terms_product_id_fk" FOREIGN KEY ("store_id", "product_id") REFERENCES "products" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_location_id_fk" FOREIGN KEY ("store_id", "location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_location_id_fk" FOREIGN KEY ("store_id", "location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_checkout_id_fk" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkouts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_location_id_fk" FOREIGN KEY ("store_id", "location_id") REFERENCES "locations" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD CONSTRAINT "shipping_rates_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_theme_id_fk" FOREIGN KEY ("store_id", "theme_id") REFERENCES "themes" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_cart_id_fk" FOREIGN KEY ("store_id", "cart_id") REFERENCES "carts" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_variant_id_fk" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variants" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_cart_id_fk" FOREIGN KEY ("store_id", "cart_id") REFERENCES "carts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_checkout_id_fk" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkouts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_fk" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customers" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_market_id_fk" FOREIGN KEY ("store_id", "market_id") REFERENCES "markets" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_account_id_fk" FOREIGN KEY ("store_id", "payment_account_id") REFERENCES "payment_accounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "fulfilments" ADD CONSTRAINT "fulfilments_order_id_fk" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_attempt_id_fk" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_account_id_fk" FOREIGN KEY ("store_id", "account_id") REFERENCES "payment_accounts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_fk" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payments" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "payment_cases" ADD CONSTRAINT "payment_cases_attempt_id_fk" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempts" ("store_id", "id");
