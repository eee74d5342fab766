CREATE TABLE "import_changes" (
	"store_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"product_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb,
	"stock" jsonb,
	"version" integer NOT NULL,
	CONSTRAINT "import_changes_store_id_import_id_number_pk" PRIMARY KEY("store_id","import_id","number")
);
--> statement-breakpoint
ALTER TABLE "import_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_notes" (
	"store_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"line" integer NOT NULL,
	"handle" text NOT NULL,
	"column_name" text,
	"code" text NOT NULL,
	"params" jsonb NOT NULL,
	CONSTRAINT "import_notes_store_id_import_id_number_pk" PRIMARY KEY("store_id","import_id","number")
);
--> statement-breakpoint
ALTER TABLE "import_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"parts" jsonb NOT NULL,
	"is_dry_run" boolean NOT NULL,
	"state" text NOT NULL,
	"survey" jsonb,
	"position" integer NOT NULL,
	"rows_done" integer NOT NULL,
	"counts" jsonb NOT NULL,
	"failure" jsonb,
	"runner" uuid,
	"claimed_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "imports_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "imports_place" CHECK (position >= 0 and rows_done >= 0 and bytes >= 0)
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "imports_newest" ON "imports" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "imports_open" ON "imports" USING btree ("store_id","created_at") WHERE state in ('waiting', 'running', 'undoing');--> statement-breakpoint
CREATE POLICY "import_changes_store" ON "import_changes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "import_notes_store" ON "import_notes" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "imports_store" ON "imports" AS PERMISSIVE FOR ALL TO public USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE "imports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_notes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "imports", "import_notes", "import_changes" TO hutong_app;--> statement-breakpoint
ALTER TABLE "import_notes" ADD CONSTRAINT "import_notes_import_id_fk" FOREIGN KEY ("store_id", "import_id") REFERENCES "imports" ("store_id", "id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_fk" FOREIGN KEY ("store_id", "import_id") REFERENCES "imports" ("store_id", "id") ON DELETE CASCADE;
