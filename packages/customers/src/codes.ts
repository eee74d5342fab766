import { randomInt } from "node:crypto";
import {
  authorize,
  decryptField,
  encryptField,
  fingerprint,
  type StoreContext,
  sql,
  type WriteContext,
} from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";
import { countTry, storeKey } from "@hutong/stores";
import { type Contact, readContact } from "./contact.ts";
import { perHour } from "./limits.ts";

export const codeMinutes = 10;
export const codeTries = 5;

/** What is kept of a code: it could be guessed from a plain hash, so it is one under the store's key. */
async function markOf(ctx: StoreContext, contact: string, code: string): Promise<string> {
  return fingerprint(await storeKey(ctx), ctx.storeId, `customer code ${contact}`, code);
}

/**
 * Sends six digits to an address or a number: whoever can read them there has it. Nothing is looked up, so the answer
 * tells nobody who is a customer. An older code stops working.
 * @param address network address of whoever asks
 * @throws AppError `contact_missing`, `contact_invalid`, `phone_invalid`; `limit_reached` / `too_many_tries`: five an
 * hour for one contact, 60 for one network address
 */
export async function requestCode(
  ctx: StoreContext,
  input: { contact: string },
  { address }: { address: string },
): Promise<Contact> {
  authorize(ctx, "customers.requestCode");
  const found = readContact(input.contact);
  const { contact } = found;
  await countTry(ctx, [
    perHour(ctx, "customer code", contact, 5),
    perHour(ctx, "customer code from", address, 60),
  ]);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const id = newId<"customer-code">();
  const hash = await markOf(ctx, contact, code);
  const sealed = encryptField(await storeKey(ctx), ctx.storeId, `customer code ${id}`, code);
  await ctx.write(async (tx) => {
    tx.send(sql`
      insert into customer_codes (store_id, contact, id, code_hash, sealed, locale, tries, created_at, expires_at)
      values (${tx.storeId}, ${contact}, ${id}, ${hash}, ${sealed}, ${tx.locale}, 0, app_now(),
        app_now() + ${codeMinutes}::int * interval '1 minute')
      on conflict (store_id, contact) do update set id = excluded.id, code_hash = excluded.code_hash, sealed = excluded.sealed,
        locale = excluded.locale, tries = 0, created_at = excluded.created_at, expires_at = excluded.expires_at`);
    tx.enqueue("customer-code", { codeId: id });
    tx.remind("sweep", codeMinutes * 60);
  });
  return found;
}

/**
 * Takes a code: a right one is spent, a wrong one costs one of five tries. To be answered by the transaction, never
 * thrown, or the try would be taken back with it.
 */
export async function takeCode(
  tx: WriteContext,
  contact: string,
  mark: string,
): Promise<"right" | "wrong" | "expired"> {
  const [row] = await tx.run(sql<{ code_hash: string; tries: number }>`
    update customer_codes set tries = tries + 1
    where store_id = ${tx.storeId} and contact = ${contact} and tries < ${codeTries}::int and expires_at > app_now()
    returning code_hash, tries`);
  if (!row) return "expired";
  if (row.code_hash !== mark) return row.tries < codeTries ? "wrong" : "expired";
  tx.send(sql`delete from customer_codes where store_id = ${tx.storeId} and contact = ${contact}`);
  return "right";
}

/** Prepares what `takeCode` compares; digits may be typed full-width and with blanks. */
export async function markTyped(ctx: StoreContext, contact: string, typed: string): Promise<string> {
  return await markOf(ctx, contact, typed.normalize("NFKC").replace(/\s/g, ""));
}

export interface OpenedCode {
  readonly contact: string;
  readonly kind: Contact["kind"];
  readonly code: string;
  readonly locale: string;
}

/** A code for the worker to send; null when a newer one took its place, or it is over. */
export async function openCode(ctx: StoreContext, input: { codeId: string }): Promise<OpenedCode | null> {
  authorize(ctx, "customers.openCode");
  const [[row]] = await ctx.read(sql<{ contact: string; sealed: string; locale: string }>`
    select contact, sealed, locale from customer_codes
    where store_id = ${ctx.storeId} and id = ${input.codeId} and sealed is not null and expires_at > app_now()`);
  if (!row) return null;
  const field = `customer code ${input.codeId as Id<"customer-code">}`;
  const code = decryptField(await storeKey(ctx), ctx.storeId, field, row.sealed) as string;
  const kind = row.contact.includes("@") ? "email" : "phone";
  return { contact: row.contact, kind, code, locale: row.locale };
}

/** Forgets the readable form of a code that was sent. */
export async function forgetSealed(ctx: StoreContext, codeId: string): Promise<void> {
  authorize(ctx, "customers.openCode");
  await ctx.write(async (tx) => {
    tx.send(sql`update customer_codes set sealed = null where store_id = ${tx.storeId} and id = ${codeId}`);
  });
}
