ALTER TABLE "refunds" ADD COLUMN "returned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "refunds_failed" ON "refunds" USING btree ("store_id","created_at") WHERE state = 'failed' and closed_at is null;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_failed_only" CHECK (state = 'failed' or (returned_at is null and closed_at is null));