ALTER TABLE "stores" ADD COLUMN "terms_revision" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
CREATE FUNCTION change_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- What a backup brings back is what its revision named.
	IF coalesce(current_setting('app.is_restoring', true), '') = 'yes' THEN
		RETURN NULL;
	END IF;
	UPDATE stores SET terms_revision = gen_random_uuid() WHERE store_id = coalesce(NEW.store_id, OLD.store_id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "markets_terms" AFTER INSERT OR UPDATE OR DELETE ON "markets" FOR EACH ROW EXECUTE FUNCTION change_terms();--> statement-breakpoint
CREATE TRIGGER "shipping_rates_terms" AFTER INSERT OR UPDATE OR DELETE ON "shipping_rates" FOR EACH ROW EXECUTE FUNCTION change_terms();--> statement-breakpoint
CREATE TRIGGER "payment_accounts_terms" AFTER INSERT OR DELETE OR UPDATE OF id, provider, title, credentials, conditions, is_enabled, is_ready, position, share_basis_points, capture ON "payment_accounts" FOR EACH ROW EXECUTE FUNCTION change_terms();
