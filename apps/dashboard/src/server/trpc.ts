import { holds, openStore, type Permission, type StoreContext } from "@hutong/db";
import { AppError, type AppErrorKind } from "@hutong/kernel";
import { findMembership, type Membership, type SignedInUser } from "@hutong/stores";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError, z } from "zod";
import { getCell } from "./cell.ts";
import { log } from "./log.ts";
import { refusalOf } from "./refusal.ts";

export interface RequestContext {
  readonly user: SignedInUser | null;
  readonly requestId: string;
  readonly address: string;
  readonly locale: string;
}

/** What the client learns of a failure beside the HTTP status: a stable code, its field, and a number to quote. */
export interface FailureData {
  readonly reason: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Field → code. */
  readonly fields: Readonly<Record<string, string>>;
  readonly number: string;
}

const codes = {
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  conflict: "CONFLICT",
  invalid: "UNPROCESSABLE_CONTENT",
  limit_reached: "TOO_MANY_REQUESTS",
  precondition: "PRECONDITION_FAILED",
} as const satisfies Record<AppErrorKind, TRPCError["code"]>;

/** Four characters of the request's id: short enough to be read out, long enough to find it in the log. */
export function shortNumber(requestId: string): string {
  return requestId.replaceAll("-", "").slice(-4).toUpperCase();
}

function fieldCodes(error: ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => [
      issue.path.join("."),
      /^[a-z_]+$/.test(issue.message) ? issue.message : "input_invalid",
    ]),
  );
}

function describe(error: TRPCError, requestId: string): FailureData {
  const number = shortNumber(requestId);
  const refusal = refusalOf(error.cause);
  if (refusal) {
    const fields = { ...refusal.fields, ...(refusal.field ? { [refusal.field]: refusal.code } : {}) };
    return { reason: refusal.code, params: refusal.params, fields, number };
  }
  if (error.cause instanceof ZodError)
    return { reason: "input_invalid", params: {}, fields: fieldCodes(error.cause), number };
  return {
    reason: error.code === "UNAUTHORIZED" ? "signed_out" : "internal",
    params: {},
    fields: {},
    number,
  };
}

const t = initTRPC
  .context<RequestContext>()
  .meta<{ permission?: Permission }>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error, ctx }) {
      const failure = describe(error, ctx?.requestId ?? "");
      // No stack and no internal message leaves the server.
      const { stack: _, ...data } = shape.data;
      return { ...shape, message: failure.reason, data: { ...data, failure } };
    },
  });

/** The one place where the domain's refusals become HTTP, and where surprises are written down. */
const translateFailures = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { error } = result;
  const refusal = refusalOf(error.cause);
  if (refusal) throw new TRPCError({ code: codes[refusal.kind], cause: refusal, message: refusal.code });
  if (error.code === "INTERNAL_SERVER_ERROR")
    log.error({ err: error.cause ?? error, requestId: ctx.requestId, path }, "procedure failed");
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** First rung: anybody. */
export const publicProcedure = t.procedure.use(translateFailures);

/** Second rung: somebody who signed in. */
export const signedInProcedure = publicProcedure.use(({ next, ctx }) => {
  const { user } = ctx;
  if (!user) throw new TRPCError({ code: "UNAUTHORIZED", message: "signed_out" });
  return next({ ctx: { user } });
});

/** What every procedure of a store is told: which one, by its handle. */
export const InStore = z.object({ store: z.string().max(60) });

export interface StoreRung {
  readonly store: StoreContext;
  readonly membership: Membership;
}

/** Opens the store for its member; a stranger's store and no store at all look the same. */
export async function openForMember(context: RequestContext, handle: string): Promise<StoreRung> {
  const { user } = context;
  const membership = user && (await findMembership(getCell(), user.id, handle));
  if (!user || !membership) throw new AppError("not_found", "store_not_found");
  const store = openStore(getCell(), membership.storeId, {
    actor: { kind: "staff", id: user.id, role: membership.role },
    requestId: context.requestId,
    locale: context.locale,
  });
  return { store, membership };
}

/** Third rung: a member of the store that the input names. The only place where a procedure opens a store. */
export const storeProcedure = signedInProcedure.input(InStore).use(async ({ next, ctx, input }) => {
  const { store, membership } = await openForMember(ctx, input.store);
  return next({ ctx: { store, membership } });
});

/** Fourth rung: a member whose role holds a permission. The verbs below judge again, by their own table. */
export function storeProcedureFor(permission: Permission) {
  return storeProcedure.meta({ permission }).use(({ next, ctx }) => {
    if (!holds(ctx.store.actor, permission))
      throw new AppError("forbidden", "forbidden", { params: { verb: permission } });
    return next();
  });
}
