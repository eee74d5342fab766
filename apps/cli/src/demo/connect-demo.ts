import { type Cell, openStore, type StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { findProvider } from "@hutong/payment-providers";
import { findAccount, listAccounts, openCredentials, saveAccount } from "@hutong/payments";
import { getStore, storeIdByHandle } from "@hutong/stores";
import { z } from "zod";

const DemoAccounts = z.array(
  z.object({
    store: z.string(),
    provider: z.string(),
    credentials: z.record(z.string(), z.unknown()).refine(isSimulated, "not a simulator's"),
  }),
);
type DemoAccount = z.infer<typeof DemoAccounts>[number];

/**
 * Accounts at simulators that demo stores are to have; at most one of a provider in a store. Throws `credentials_invalid`
 * for what is no list of them, or names a real provider.
 */
export function readDemoAccounts(given: unknown): DemoAccount[] {
  const read = DemoAccounts.safeParse(given);
  if (read.success) return read.data;
  const { path, message: why } = read.error.issues[0]!;
  throw new AppError("invalid", "credentials_invalid", { params: { field: path.join("."), why } });
}

/** An account that a demo store has now. */
export interface ConnectedDemoAccount {
  readonly store: string;
  readonly provider: string;
  readonly id: string;
}

function isSimulated(credentials: unknown): boolean {
  return typeof credentials === "object" && credentials !== null && "apiBase" in credentials;
}

/** The store's account of a provider that leads to a simulator, if it has one. A real one is left alone. */
async function findSimulated(ctx: StoreContext, provider: string) {
  for (const account of await listAccounts(ctx)) {
    if (account.provider !== provider) continue;
    const credentials = await openCredentials(ctx, await findAccount(ctx, account.id));
    if (isSimulated(credentials)) return { ...account, credentials: credentials as Record<string, unknown> };
  }
  return null;
}

async function connect(ctx: StoreContext, { provider, credentials }: DemoAccount): Promise<string> {
  const label = findProvider(provider)?.label;
  if (!label) throw new AppError("invalid", "provider_unknown", { params: { provider } });
  const known = await findSimulated(ctx, provider);
  // As `saveAccount` keeps them: without blanks around them.
  const isKnown = ([name, value]: [string, unknown]) =>
    known?.credentials[name] === (typeof value === "string" ? value.trim() : value);
  if (known && Object.entries(credentials).every(isKnown)) return known.id;
  const kept = known ? { id: known.id, title: known.title, conditions: known.conditions } : {};
  const saved = await saveAccount(ctx, { provider, title: { ...label }, credentials, ...kept });
  if (saved.kind === "saved") return saved.id;
  const why = saved.kind === "faults" ? Object.values(saved.faults)[0]! : saved.check.kind;
  const field = saved.kind === "faults" ? Object.keys(saved.faults)[0]! : (saved.check.field ?? "apiBase");
  throw new AppError("invalid", "credentials_invalid", { params: { field, why } });
}

/**
 * Connects demo stores to accounts at simulators, each really asked. One that a store has by the same credentials is left
 * as it is; one whose keys or address changed is told them, and keeps what the merchant set. A store that is gone, or has
 * left test mode, is passed over. Throws `credentials_invalid` when a simulator refuses.
 */
export async function connectDemo(
  cell: Cell,
  accounts: readonly DemoAccount[],
): Promise<ConnectedDemoAccount[]> {
  const connected: ConnectedDemoAccount[] = [];
  for (const account of accounts) {
    const { store, provider } = account;
    const storeId = await storeIdByHandle(cell, store);
    if (!storeId) continue;
    const ctx = openStore(cell, storeId, { actor: { kind: "operator", id: "cli" }, locale: "en" });
    if ((await getStore(ctx)).isTest) connected.push({ store, provider, id: await connect(ctx, account) });
  }
  return connected;
}
