import { authorize, type Role, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { readInput } from "./read-input.ts";
import { AddMemberInput, ChangeMemberRoleInput, RemoveMemberInput } from "./schemas.ts";

export interface Member {
  readonly userId: Id<"user">;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
}

/** Everybody who works in the store, the owner first. */
export async function listMembers(ctx: StoreContext): Promise<Member[]> {
  authorize(ctx, "stores.listMembers");
  const [rows] = await ctx.read(
    sql<{ id: Id<"user">; name: string; email: string; role: Role; created_at: Date }>`
      select u.id, u.name, u.email, m.role, m.created_at from members m join users u on u.id = m.user_id
      where m.store_id = ${ctx.storeId} order by m.role = 'owner' desc, m.created_at, u.id limit 500`,
  );
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    createdAt: row.created_at,
  }));
}

/**
 * Lets a user who has an account with a verified address work in the store.
 * @throws AppError `not_found` / `member_has_no_account`, `conflict` / `member_already`
 */
export async function addMember(ctx: StoreContext, input: AddMemberInput): Promise<{ userId: Id<"user"> }> {
  authorize(ctx, "stores.addMember");
  const { email, role } = readInput(AddMemberInput, input);
  return ctx.write(async (tx) => {
    const [user] = await tx.run(
      sql<{ id: Id<"user"> }>`select id from users where email = ${email} and email_verified_at is not null`,
    );
    if (!user) throw new AppError("not_found", "member_has_no_account", { field: "email" });
    const made = await tx.run(sql`insert into members (user_id, store_id, role, created_at)
      values (${user.id}, ${ctx.storeId}, ${role}, app_now()) on conflict do nothing returning user_id`);
    if (made.length === 0) throw new AppError("conflict", "member_already", { field: "email" });
    tx.emit({ kind: "member.added", subject: ["user", user.id], data: { role } });
    return { userId: user.id };
  });
}

/** Locks the store's owners, so that two owners cannot remove each other at once and leave none. */
async function refuseLastOwner(tx: WriteContext, userId: string): Promise<void> {
  const owners = await tx.run(sql<{ user_id: string }>`select user_id from members
    where store_id = ${tx.storeId} and role = 'owner' order by user_id for update`);
  if (owners.length === 1 && owners[0]!.user_id === userId)
    throw new AppError("precondition", "last_owner", { field: "role" });
}

/** Changes what a member may do; throws `not_found` / `member_unknown`, `precondition` / `last_owner`. */
export async function changeMemberRole(ctx: StoreContext, input: ChangeMemberRoleInput): Promise<void> {
  authorize(ctx, "stores.changeMemberRole");
  const { userId, role } = readInput(ChangeMemberRoleInput, input);
  await ctx.write(async (tx) => {
    if (role !== "owner") await refuseLastOwner(tx, userId);
    const changed = await tx.run(sql`update members set role = ${role}
      where store_id = ${ctx.storeId} and user_id = ${userId} returning user_id`);
    if (changed.length === 0) throw new AppError("not_found", "member_unknown");
    tx.emit({ kind: "member.role_changed", subject: ["user", userId], data: { role } });
  });
}

/** Takes a member out of the store; throws `not_found` / `member_unknown`, `precondition` / `last_owner`. */
export async function removeMember(ctx: StoreContext, input: RemoveMemberInput): Promise<void> {
  authorize(ctx, "stores.removeMember");
  const { userId } = readInput(RemoveMemberInput, input);
  await ctx.write(async (tx) => {
    await refuseLastOwner(tx, userId);
    const removed = await tx.run(
      sql`delete from members where store_id = ${ctx.storeId} and user_id = ${userId} returning user_id`,
    );
    if (removed.length === 0) throw new AppError("not_found", "member_unknown");
    tx.emit({ kind: "member.removed", subject: ["user", userId] });
  });
}
