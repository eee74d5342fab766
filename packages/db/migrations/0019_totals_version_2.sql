ALTER TABLE "orders" DROP CONSTRAINT "orders_total";--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_total" CHECK (total = subtotal - discount + shipping + (case when quote->'input'->>'isTaxIncluded' = 'true' then 0
        else case quote->'input'->'tax'->>'mode' when 'included' then 0 when 'removed' then -(quote->'answer'->>'removed')::bigint else tax end end));