CREATE TABLE "checkout_tenders" (
	"store_id" uuid NOT NULL,
	"checkout_id" uuid NOT NULL,
	"gift_card_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"amount" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "checkout_tenders_store_id_checkout_id_gift_card_id_pk" PRIMARY KEY("store_id","checkout_id","gift_card_id"),
	CONSTRAINT "checkout_tenders_state" CHECK (state in ('held', 'captured', 'released')),
	CONSTRAINT "checkout_tenders_amount" CHECK (amount > 0 and refunded between 0 and amount and (refunded = 0 or state = 'captured'))
);
--> statement-breakpoint
ALTER TABLE "checkout_tenders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gift_card_movements" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"gift_card_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"balance" bigint NOT NULL,
	"held" bigint NOT NULL,
	"checkout_id" uuid,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "gift_card_movements_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "gift_card_movements_kind" CHECK (case kind when 'issue' then balance > 0 and held = 0 when 'hold' then balance < 0 and held = -balance
        when 'release' then balance > 0 and held = -balance when 'capture' then (balance < 0 and held = 0) or (balance = 0 and held < 0)
        when 'refund' then balance > 0 and held = 0 when 'adjust' then balance <> 0 and held = 0 else false end)
);
--> statement-breakpoint
ALTER TABLE "gift_card_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gift_cards" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"last_characters" text NOT NULL,
	"sealed_code" text,
	"currency" text NOT NULL,
	"initial" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"held" bigint NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone,
	"recipient_email" text,
	"note" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "gift_cards_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "gift_cards_code" UNIQUE("store_id","code_hash"),
	CONSTRAINT "gift_cards_amounts" CHECK (initial > 0 and balance >= 0 and held >= 0),
	CONSTRAINT "gift_cards_state" CHECK (state in ('active', 'disabled'))
);
--> statement-breakpoint
ALTER TABLE "gift_cards" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "payment_account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "gift_cards" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tendered" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "checkout_tenders_card" ON "checkout_tenders" USING btree ("store_id","gift_card_id");--> statement-breakpoint
CREATE INDEX "checkout_tenders_held" ON "checkout_tenders" USING btree ("store_id","checkout_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "gift_card_movements_card" ON "gift_card_movements" USING btree ("store_id","gift_card_id","at");--> statement-breakpoint
CREATE INDEX "gift_card_movements_checkout" ON "gift_card_movements" USING btree ("store_id","checkout_id") WHERE checkout_id is not null;--> statement-breakpoint
CREATE INDEX "gift_cards_last" ON "gift_cards" USING btree ("store_id","last_characters");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_tendered" CHECK (tendered between 0 and least(paid, total));--> statement-breakpoint
CREATE POLICY "checkout_tenders_store" ON "checkout_tenders" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "gift_card_movements_store" ON "gift_card_movements" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "gift_cards_store" ON "gift_cards" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "gift_cards" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gift_card_movements" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "checkout_tenders" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "gift_cards", "checkout_tenders" TO hutong_app;--> statement-breakpoint
GRANT SELECT, INSERT ON "gift_card_movements" TO hutong_app;--> statement-breakpoint
ALTER TABLE "gift_card_movements" ADD CONSTRAINT "gift_card_movements_gift_card_id_fk" FOREIGN KEY ("store_id", "gift_card_id") REFERENCES "gift_cards" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "gift_card_movements" ADD CONSTRAINT "gift_card_movements_checkout_id_fk" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkouts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "checkout_tenders" ADD CONSTRAINT "checkout_tenders_checkout_id_fk" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkouts" ("store_id", "id");--> statement-breakpoint
ALTER TABLE "checkout_tenders" ADD CONSTRAINT "checkout_tenders_gift_card_id_fk" FOREIGN KEY ("store_id", "gift_card_id") REFERENCES "gift_cards" ("store_id", "id");
