-- Each checkout looked up its market four times, its account three times and its location, to find again what it had just been told, and
-- shared a lock of the same few rows with all others meanwhile. Markets and locations are never removed. Who removes an account asks
-- for attempts under its lock, which their key waits for; payments and orders name the account of their attempt.
ALTER TABLE "carts" DROP CONSTRAINT "carts_market_id_fk";--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_market_id_fk";--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_market_id_fk";--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_payment_account_id_fk";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_account_id_fk";--> statement-breakpoint
ALTER TABLE "reservations" DROP CONSTRAINT "reservations_location_id_fk";--> statement-breakpoint
-- All lines are in it, but only who names a variant may look there: while few bags are filled it looked as good as a bag's own key.
DROP INDEX "cart_lines_variant";--> statement-breakpoint
CREATE INDEX "cart_lines_variant" ON "cart_lines" USING btree ("store_id","variant_id") WHERE variant_id is not null;
