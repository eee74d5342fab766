import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import { countTry, giveBackTry, passwordFits } from "@hutong/stores";
import { keepAddress } from "./addresses.ts";
import { markTyped, takeCode } from "./codes.ts";
import { type Contact, readContact } from "./contact.ts";
import { perHour } from "./limits.ts";
import { insertSession } from "./sessions.ts";

/** Where somebody signs in from: the network address, and the host that the cookie will belong to. */
export interface From {
  readonly address: string;
  readonly host: string;
}

export interface SignInAnswer {
  readonly customerId: Id<"customer">;
  /** For the cookie alone. */
  readonly token: string;
}

const wrongCode = { wrong: "code_wrong", expired: "code_expired" } as const;

/** Throws what a refused code is told as. */
export function demandRight(taken: "right" | "wrong" | "expired"): void {
  if (taken !== "right") throw new AppError("forbidden", wrongCode[taken], { field: "code" });
}

type Row = {
  id: Id<"customer">;
  merged_into: Id<"customer"> | null;
  is_guest: boolean;
  address: Record<string, string> | null;
};

// No event: one takes the store's counter after this row, and whoever places an order takes them the other way round.
// A guest who bought before becomes the same person, with the orders and the address.
async function prove(tx: WriteContext, { kind, contact }: Contact): Promise<Id<"customer">> {
  const id = newId<"customer">();
  tx.send(sql`insert into customers (store_id, id, contact, name, locale, is_guest, created_at)
    values (${tx.storeId}, ${id}, ${contact}, '', ${tx.locale}, true, app_now())
    on conflict (store_id, contact) do nothing`);
  const [row] = await tx.run(sql<Row>`select id, merged_into, is_guest, address from customers
    where store_id = ${tx.storeId} and contact = ${contact} for update`);
  const known = row!;
  tx.send(sql`update customers set is_guest = false, proven_at = app_now(),
      email = case when ${kind}::text = 'email' then ${contact}::text else email end,
      phone = case when ${kind}::text = 'phone' then ${contact}::text else phone end
    where store_id = ${tx.storeId} and id = ${known.id}`);
  if (known.is_guest && known.address)
    await keepAddress(tx, { customerId: known.id, address: known.address });
  if (!known.merged_into) return known.id;
  tx.send(
    sql`update customers set proven_at = app_now() where store_id = ${tx.storeId} and id = ${known.merged_into}`,
  );
  return known.merged_into;
}

/**
 * Signs in with a code that was sent, and makes the account where there is none.
 * @throws AppError `forbidden` / `code_wrong`, `code_expired` for the field `code`; `limit_reached` / `too_many_tries`
 */
export async function signInByCode(
  ctx: StoreContext,
  input: { contact: string; code: string },
  from: From,
): Promise<SignInAnswer> {
  authorize(ctx, "customers.signInByCode");
  const found = readContact(input.contact);
  await countTry(ctx, [perHour(ctx, "customer code tried from", from.address, 200)]);
  const mark = await markTyped(ctx, found.contact, input.code);
  const { taken, answer } = await ctx.write(async (tx) => {
    const taken = await takeCode(tx, found.contact, mark);
    if (taken !== "right") return { taken, answer: null };
    const customerId = await prove(tx, found);
    return { taken, answer: { customerId, token: await insertSession(tx, customerId, from.host) } };
  });
  demandRight(taken);
  return answer!;
}

/**
 * Signs in with a password. The answer takes as long for an unknown contact as for a wrong password.
 * @throws AppError `forbidden` / `password_wrong` for the field `password`; `limit_reached` / `too_many_tries`
 */
export async function signInByPassword(
  ctx: StoreContext,
  input: { contact: string; password: string },
  from: From,
): Promise<SignInAnswer> {
  authorize(ctx, "customers.signInByPassword");
  const { contact } = readContact(input.contact);
  const limits = [
    perHour(ctx, "customer password", contact, 20),
    perHour(ctx, "customer password from", from.address, 200),
  ];
  await countTry(ctx, limits);
  const [[row]] = await ctx.read(sql<{ id: Id<"customer">; password_hash: string | null }>`
    select m.id, m.password_hash from customers c
    join customers m on m.store_id = c.store_id and m.id = coalesce(c.merged_into, c.id)
    where c.store_id = ${ctx.storeId} and c.contact = ${contact}`);
  // Longer than any that can be set: not worth a hash.
  const typed = input.password.normalize("NFC").slice(0, 201);
  const fits = await passwordFits(row?.password_hash ?? null, typed);
  const wrong = () => new AppError("forbidden", "password_wrong", { field: "password" });
  if (!row || !fits) throw wrong();
  await ctx.writePlatform((tx) => giveBackTry(tx, limits));
  return await ctx.write(async (tx) => {
    // Unless it was changed while it was being checked.
    const same = await tx.run(sql`select id from customers where store_id = ${tx.storeId} and id = ${row.id}
      and password_hash = ${row.password_hash} for update`);
    if (same.length === 0) throw wrong();
    return { customerId: row.id, token: await insertSession(tx, row.id, from.host) };
  });
}
