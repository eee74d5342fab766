-- A set has the files of what it is made of.
UPDATE "variants" v SET "is_digital" = true
WHERE NOT v."is_digital" AND EXISTS (
  SELECT FROM "bundle_parts" b
  JOIN "variant_files" l ON l."store_id" = b."store_id" AND l."variant_id" = b."part_id"
  JOIN "digital_files" d ON d."store_id" = l."store_id" AND d."id" = l."file_id" AND d."state" = 'ready'
  WHERE b."store_id" = v."store_id" AND b."bundle_id" = v."id");
