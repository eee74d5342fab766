-- Keys that were looked up for each row of an import were a quarter of what it cost the database. Variants, tags and places of pictures
-- are written under the lock of their product, and who removes a product removes them.
ALTER TABLE "variants" DROP CONSTRAINT "variants_product_id_fk";--> statement-breakpoint
ALTER TABLE "product_tags" DROP CONSTRAINT "product_tags_product_id_fk";--> statement-breakpoint
ALTER TABLE "product_media" DROP CONSTRAINT "product_media_product_id_fk";--> statement-breakpoint
-- What an import changed is written with the import's row, which is never removed.
ALTER TABLE "import_changes" DROP CONSTRAINT "import_changes_import_id_fk";--> statement-breakpoint
-- Who begins to count a variant shares its lock, which who removes it takes before looking at stock; locations are never removed.
ALTER TABLE "stock" DROP CONSTRAINT "stock_variant_id_fk";--> statement-breakpoint
ALTER TABLE "stock" DROP CONSTRAINT "stock_location_id_fk";
