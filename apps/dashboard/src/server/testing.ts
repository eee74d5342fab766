import { sql } from "@hutong/db";
import type { TestDatabase } from "@hutong/db/testing";
import { openShop } from "@hutong/onboarding";
import { createUser, findUserByEmail, type SignedInUser } from "@hutong/stores";
import { appRouter } from "./root.ts";
import { createCallerFactory, openForMember, type RequestContext } from "./trpc.ts";

/** What a request of this user is to the procedures; null is nobody. */
export function requestOf(user: SignedInUser | null): RequestContext {
  return { user, requestId: "01890000-0000-7000-8000-00000000abcd", address: "192.0.2.1", locale: "en" };
}

const createCaller = createCallerFactory(appRouter);

/** The procedures as this user calls them, in process. */
export function callerFor(user: SignedInUser | null) {
  return createCaller(requestOf(user));
}

let people = 0;

/** A verified user of a test's own. */
export async function makeUser(database: TestDatabase, isVerified = true): Promise<SignedInUser> {
  people += 1;
  const email = `person-${people}@example.com`;
  const input = { name: `Person ${people}`, email, password: "long enough", locale: "en" as const };
  await createUser(database.cell, { ...input, isVerified });
  const found = await findUserByEmail(database.cell, email);
  return { id: found!.id, email, name: input.name, locale: "en", isVerified };
}

/** A shop of this user with one product. */
export async function makeShop(database: TestDatabase, owner: SignedInUser, handle: string) {
  await openShop(database.cell, {
    handle,
    name: `Shop ${handle}`,
    country: "US",
    currency: "USD",
    locale: "en",
    ownerUserId: owner.id,
    isTest: true,
    testAnswer: "at-once",
  });
  const call = callerFor(owner);
  const made = await call.products.create({
    store: handle,
    title: `Secret of ${handle}`,
    status: "active",
    added: [{ price: 1250 }],
    addedStock: [{ index: 0, available: 10, mayOversell: false }],
  });
  const product = await call.products.get({ store: handle, id: made.id });
  const { store } = await openForMember(requestOf(owner), handle);
  return { handle, call, product, variantId: product.variants[0]!.id, store };
}

/** The ids of a shop's cheapest shipping rate and of its accounts, by provider. */
export async function waysToPay(shop: Awaited<ReturnType<typeof makeShop>>) {
  const [rates, accounts] = await shop.store.read(
    sql<{
      id: string;
    }>`select id from shipping_rates where store_id = ${shop.store.storeId} order by charge->'price' limit 1`,
    sql<{ id: string; provider: string }>`select id, provider from payment_accounts
      where store_id = ${shop.store.storeId} order by position`,
  );
  const manual = accounts.find((account) => account.provider === "manual");
  return { rateId: rates[0]!.id, manual: manual!.id };
}
