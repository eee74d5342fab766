import { openStore } from "@hutong/db";
import { AppError, localized } from "@hutong/kernel";
import { checkHandle, openShop, timezoneOf } from "@hutong/onboarding";
import { getStore, listMemberships, type StoreView, updateStore } from "@hutong/stores";
import { UpdateStoreInput } from "@hutong/stores/schemas";
import { z } from "zod";
import { storefrontUrl } from "../../env.ts";
import { getCell } from "../../server/cell.ts";
import { refusalOf } from "../../server/refusal.ts";
import {
  InStore,
  openForMember,
  type RequestContext,
  router,
  type StoreRung,
  signedInProcedure,
  storeProcedure,
  storeProcedureFor,
} from "../../server/trpc.ts";
import { NewStoreInput } from "./schemas.ts";

/** What every page of a store needs to know of it. */
export async function storeFrame({ store, membership }: StoreRung) {
  const settings = await getStore(store);
  return {
    id: store.storeId,
    handle: settings.handle,
    name: localized(settings.name, store.locale, settings.locale),
    currency: settings.currency,
    timezone: settings.timezone,
    locale: settings.locale,
    isTest: settings.isTest,
    role: membership.role,
    url: storefrontUrl(settings.handle),
  };
}

export type StoreFrame = Awaited<ReturnType<typeof storeFrame>>;

/** The stores of whoever is signed in, with their names. */
export async function storesOf(ctx: RequestContext) {
  if (!ctx.user) return [];
  const userId = ctx.user.id;
  const memberships = await listMemberships(getCell(), userId);
  return Promise.all(
    memberships.map(async ({ storeId, handle, role }) => {
      const actor = { kind: "staff", id: userId, role } as const;
      const { name, locale } = await getStore(openStore(getCell(), storeId, { actor, locale: ctx.locale }));
      return { handle, role, name: localized(name, ctx.locale, locale) };
    }),
  );
}

/** A store's settings for a page of its own, or null for a stranger. */
export async function settingsOf(context: RequestContext, handle: string): Promise<StoreView | null> {
  try {
    return await getStore((await openForMember(context, handle)).store);
  } catch (error) {
    if (refusalOf(error)?.kind === "not_found") return null;
    throw error;
  }
}

export const storesRouter = router({
  mine: signedInProcedure.query(({ ctx }) => storesOf(ctx)),
  checkHandle: signedInProcedure
    .input(z.object({ handle: z.string().max(100) }))
    .query(({ input }) => checkHandle(getCell(), input.handle)),
  create: signedInProcedure.input(NewStoreInput).mutation(async ({ ctx, input }) => {
    if (!ctx.user.isVerified) throw new AppError("precondition", "email_not_verified");
    await openShop(getCell(), {
      ...input,
      timezone: input.timezone || timezoneOf(input.country),
      ownerUserId: ctx.user.id,
    });
    return { handle: input.handle };
  }),
  frame: storeProcedure.query(({ ctx }) => storeFrame(ctx)),
  settings: storeProcedureFor("settings.read").query(({ ctx }) => getStore(ctx.store)),
  update: storeProcedureFor("settings.write")
    .input(InStore.extend(UpdateStoreInput.shape))
    .mutation(({ ctx, input: { store: _, ...change } }) => updateStore(ctx.store, change)),
});
