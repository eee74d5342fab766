ALTER TABLE "payment_cases" DROP CONSTRAINT "payment_cases_once";--> statement-breakpoint
ALTER TABLE "payment_cases" ADD COLUMN "payment_id" uuid;--> statement-breakpoint
ALTER TABLE "payment_cases" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "payment_cases" SET "payment_id" = ("detail"->>'paymentId')::uuid;--> statement-breakpoint
INSERT INTO "payment_cases" ("store_id", "id", "attempt_id", "payment_id", "kind", "detail", "state", "created_at")
SELECT p."store_id", gen_random_uuid(), p."attempt_id", p."id", c."kind",
  jsonb_build_object('paymentId', p."id", 'amount', p."amount", 'currency', p."currency", 'providerPaymentId', p."provider_payment_id"), 'open', p."captured_at"
FROM "payments" p
CROSS JOIN LATERAL (SELECT k."kind" FROM "payment_cases" k WHERE k."store_id" = p."store_id" AND k."attempt_id" = p."attempt_id" ORDER BY k."created_at" LIMIT 1) c
WHERE p."use" = 'parked' AND NOT EXISTS (SELECT 1 FROM "payment_cases" k WHERE k."store_id" = p."store_id" AND k."payment_id" = p."id");--> statement-breakpoint
ALTER TABLE "refunds" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_accounts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "refunds" r SET "merchant_note" = '{"en": "Nobody does it for you: give the money back yourself, then confirm it in the order.", "zh-CN": "这笔要您自己退：请把钱退给顾客，然后在订单里确认。"}'
FROM "payments" p, "payment_accounts" c
WHERE r."state" = 'pending' AND r."merchant_note" IS NULL AND p."store_id" = r."store_id" AND p."id" = r."payment_id"
  AND c."store_id" = p."store_id" AND c."id" = p."account_id" AND c."provider" = 'manual';--> statement-breakpoint
ALTER TABLE "payment_accounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "refunds" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_cases" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_cases" ALTER COLUMN "payment_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_cases_attempt" ON "payment_cases" USING btree ("store_id","attempt_id");--> statement-breakpoint
ALTER TABLE "payment_cases" ADD CONSTRAINT "payment_cases_once" UNIQUE("store_id","payment_id");--> statement-breakpoint
ALTER TABLE "payment_cases" ADD CONSTRAINT "payment_cases_payment_id_fk" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payments" ("store_id", "id");--> statement-breakpoint
CREATE INDEX "refunds_noted" ON "refunds" USING btree ("store_id","created_at") WHERE state = 'pending' and merchant_note is not null;
