ALTER TABLE "files" ADD COLUMN "width" integer;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "height" integer;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focus_x" smallint;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focus_y" smallint;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "fetch_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "fetch_tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "product_media_file" ON "product_media" USING btree ("store_id","file_id");--> statement-breakpoint
CREATE INDEX "files_to_fetch" ON "files" USING btree ("store_id","fetch_at","id") WHERE state = 'pending';--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_focus" CHECK (focus_x between 0 and 100 and focus_y between 0 and 100);--> statement-breakpoint
ALTER TABLE "files" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "files" SET "fetch_at" = "created_at" WHERE "state" = 'pending';--> statement-breakpoint
INSERT INTO "due" ("store_id", "kind", "at") SELECT DISTINCT "store_id", 'pictures', now() FROM "files" WHERE "state" = 'pending' ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "files" FORCE ROW LEVEL SECURITY;
