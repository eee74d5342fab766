-- Row security binds the tables' owner too; the application's role owns nothing and may only what it needs.
-- app_now(): the database's time plus the offset that only tests set (milliseconds, for one transaction).
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT clock_timestamp() + coalesce(nullif(current_setting('app.clock_offset', true), ''), '0')::bigint * interval '1 millisecond'
$$;--> statement-breakpoint
ALTER TABLE "collection_products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collections" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_media" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_terms" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "products" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "variants" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cart_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "carts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "checkouts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "menus" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "templates" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "themes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "locations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reservations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stock" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stock_movements" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "fulfilments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "order_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_accounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_attempts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_cases" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "refunds" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "markets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shipping_rates" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ledger_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "translations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "store_counters" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "store_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stores" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO hutong_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "collection_products", "collections", "product_media", "product_terms", "products", "variants", "cart_lines", "carts", "checkouts", "menus", "pages", "templates", "themes", "customers", "locations", "reservations", "stock", "fulfilments", "order_lines", "orders", "payment_accounts", "payment_attempts", "payment_cases", "payments", "refunds", "markets", "shipping_rates", "files", "idempotency_keys", "messages", "outbox", "translations", "store_counters", "store_keys", "stores", "changed_tags", "due", "members", "payment_account_directory", "platform_outbox", "platform_settings", "store_directory", "store_hosts", "throttles", "user_sessions", "user_tokens", "users" TO hutong_app;--> statement-breakpoint
-- Append-only: what happened, the ledger, and the movements of stock.
GRANT SELECT, INSERT ON "events", "ledger_entries", "stock_movements" TO hutong_app;
