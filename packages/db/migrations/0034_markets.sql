ALTER TABLE "markets" ADD COLUMN "name" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "rate" text DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "adjustment" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "step" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "under" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD COLUMN "is_open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "markets" ADD CONSTRAINT "markets_prices" CHECK (rate ~ '^[0-9]{1,9}([.][0-9]{1,12})?$' and adjustment between -10000 and 100000 and under >= 0 and under < step);