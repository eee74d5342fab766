import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { countTry, hashPassword, hashToken, passwordFits, readInput } from "@hutong/stores";
import { markTyped, takeCode } from "./codes.ts";
import { readContact } from "./contact.ts";
import { perHour } from "./limits.ts";
import { ownId } from "./own.ts";
import { SetPasswordInput, UpdateProfileInput } from "./schemas.ts";
import { demandRight } from "./sign-in.ts";

/** Minutes after a code in which a password is set without saying the old one: so a forgotten one is reset. */
const proofMinutes = 60;

export interface Profile {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly hasPassword: boolean;
  /** Whether the old password has to be said to set another. */
  readonly needsPassword: boolean;
  readonly sessions: number;
}

/** What the account pages show of who is signed in. Throws `sign_in_needed`. */
export async function getProfile(ctx: StoreContext): Promise<Profile> {
  authorize(ctx, "customers.getProfile");
  const id = ownId(ctx);
  const [[row]] = await ctx.read(sql<Profile>`
    select name, email, phone, password_hash is not null as "hasPassword",
      password_hash is not null and coalesce(proven_at < app_now() - ${proofMinutes}::int * interval '1 minute', true) as "needsPassword",
      (select count(*) from customer_sessions s where s.store_id = c.store_id and s.customer_id = c.id
        and s.expires_at > app_now())::int as sessions
    from customers c where c.store_id = ${ctx.storeId} and c.id = ${id}`);
  if (!row) throw new AppError("forbidden", "sign_in_needed");
  return row;
}

/** Changes the customer's name. Throws `name_missing`, `name_too_long`. */
export async function updateProfile(ctx: StoreContext, input: UpdateProfileInput): Promise<void> {
  authorize(ctx, "customers.updateProfile");
  const id = ownId(ctx);
  const { name } = readInput(UpdateProfileInput, input);
  await ctx.write(async (tx) => {
    tx.send(sql`update customers set name = ${name} where store_id = ${tx.storeId} and id = ${id}`);
  });
}

/**
 * Sets the password and ends all other sessions; `token` is the one that goes on. Where there is one already it must
 * be said, unless a code was proven within the hour.
 * Throws `password_too_short`, `password_too_long`, `password_wrong` (field `current`), `too_many_tries`.
 */
export async function setPassword(
  ctx: StoreContext,
  input: SetPasswordInput & { token: string },
): Promise<void> {
  authorize(ctx, "customers.setPassword");
  const id = ownId(ctx);
  const { password, current } = readInput(SetPasswordInput, input);
  const [[row]] = await ctx.read(sql<{ password_hash: string | null; needs: boolean }>`
    select password_hash, coalesce(proven_at < app_now() - ${proofMinutes}::int * interval '1 minute', true) as needs
    from customers where store_id = ${ctx.storeId} and id = ${id}`);
  if (row?.password_hash && row.needs) {
    await countTry(ctx, [perHour(ctx, "customer password", id, 20)]);
    if (!(await passwordFits(row.password_hash, current)))
      throw new AppError("forbidden", "password_wrong", { field: "current" });
  }
  const hash = await hashPassword(password);
  await ctx.write(async (tx) => {
    tx.send(sql`update customers set password_hash = ${hash} where store_id = ${tx.storeId} and id = ${id}`);
    tx.send(sql`delete from customer_sessions where store_id = ${tx.storeId} and customer_id = ${id}
      and token_hash <> ${hashToken(input.token)}`);
  });
}

type Other = { id: Id<"customer">; merged_into: Id<"customer"> | null; is_guest: boolean };

/**
 * Adds a further contact to the account with a code that was sent to it: one may sign in by either, and what was bought
 * under it appears. Throws `code_wrong`, `code_expired`, `too_many_tries`, and `contact_taken` for another account's.
 */
export async function proveContact(
  ctx: StoreContext,
  input: { contact: string; code: string },
  { address }: { address: string },
): Promise<void> {
  authorize(ctx, "customers.proveContact");
  const own = ownId(ctx);
  const { kind, contact } = readContact(input.contact);
  await countTry(ctx, [perHour(ctx, "customer code tried from", address, 200)]);
  const mark = await markTyped(ctx, contact, input.code);
  const outcome = await ctx.write(async (tx) => {
    const taken = await takeCode(tx, contact, mark);
    if (taken !== "right") return taken;
    const alias = sql<Other>`insert into customers as c (store_id, id, contact, name, locale, is_guest, merged_into, created_at)
      values (${tx.storeId}, gen_random_uuid(), ${contact}, '', ${tx.locale}, true, ${own}, app_now())
      on conflict (store_id, contact) do update set contact = c.contact returning id, merged_into, is_guest`;
    const [other] = await tx.run(alias);
    const isOther = other!.id !== own && other!.merged_into !== own;
    if (isOther && (!other!.is_guest || other!.merged_into)) return "taken";
    if (other!.id !== own)
      tx.send(sql`update customers set merged_into = ${own}, is_guest = false, proven_at = app_now()
        where store_id = ${tx.storeId} and id = ${other!.id}`);
    tx.send(sql`update customers set proven_at = app_now(),
        email = case when ${kind}::text = 'email' then ${contact}::text else email end,
        phone = case when ${kind}::text = 'phone' then ${contact}::text else phone end
      where store_id = ${tx.storeId} and id = ${own}`);
    return "right";
  });
  if (outcome === "taken") throw new AppError("conflict", "contact_taken", { field: "contact" });
  demandRight(outcome);
}
