import { list, sql, type WriteContext } from "@hutong/db";

/** Forgets that gift cards were for these people (e-mail addresses in lower case); the cards stay as they are. */
export function forgetRecipients(tx: WriteContext, emails: readonly string[]): void {
  tx.send(sql`update gift_cards set recipient_email = null
    where store_id = ${tx.storeId} and lower(recipient_email) = any(${list(emails)}::text[])`);
}
