/** The role the application connects as: it owns nothing and cannot pass row security. */
export const appRole = "hutong_app";

/**
 * Platform tables hold no store's business (architecture, rule 5): every other table of ours belongs to stores and is
 * fenced by row security.
 */
export const platformTables: readonly string[] = [
  "changed_tags",
  "due",
  "members",
  "payment_account_directory",
  "payment_sub_accounts",
  "platform_outbox",
  "platform_payment_accounts",
  "platform_settings",
  "provider_tokens",
  "store_directory",
  "store_hosts",
  "throttles",
  "user_sessions",
  "user_tokens",
  "users",
];

/** Tables whose rows are never changed or taken back by the application. */
export const appendOnlyTables: readonly string[] = [
  "events",
  "gift_card_movements",
  "ledger_entries",
  "stock_movements",
];

/** Schemas that are not ours to lint: the job queue's and the record of migrations. */
export const foreignSchemas: readonly string[] = ["graphile_worker", "hutong_migrations"];

/** Functions of ours. */
export const functions: readonly string[] = ["app_now", "change_terms"];

/** What the policy of a store's table says, as PostgreSQL writes it back. */
export const policyExpression =
  "(store_id = (NULLIF(current_setting('app.store_id'::text, true), ''::text))::uuid)";
