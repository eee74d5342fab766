import { billInvariants } from "../../../apps/cli/src/verify/bills.ts";
import { moneyInvariants } from "../../../apps/cli/src/verify/money.ts";
import { check } from "../../../apps/cli/src/verify/verify.ts";
import type { StoreId } from "../../../packages/kernel/src/index.ts";
import { type BillTotals, gapOf, getBill } from "../../../packages/payments/src/index.ts";
import type { Tally } from "../proof.ts";
import type { Plant } from "./plant.ts";
import type { World } from "./world.ts";

type Found = { day: string; kind: string; subject: string; state: string; outcome: string | null };

const named = ({ kind, subject, state }: { kind: string; subject: string; state: string }) =>
  `${kind} ${subject} ${state}`;

/** Every planted difference was found once, as what it is and ended as the rules have it; and nothing else was found. */
export async function checkFound(
  world: World,
  day: string,
  plants: readonly Plant[],
  tally: Tally,
): Promise<void> {
  const found = await world.database.owner<Found[]>`
    select day, kind, split_part(subject, '#', 1) as subject, state, outcome from bill_differences where store_id = ${world.shop.storeId}`;
  const wanted = new Set(plants.map(named));
  const seen = new Map(found.map((one) => [named(one), one]));
  for (const plant of plants)
    tally.check(
      seen.has(named(plant)),
      `planted and not found so: ${named(plant)}; ${found.find((one) => one.subject === plant.subject)?.state ?? "nothing"}`,
    );
  for (const one of found) {
    tally.check(wanted.has(named(one)), `false alarm: ${named(one)} ${one.outcome ?? ""}`);
    tally.check(one.day === day, `${named(one)} was put to ${one.day}`);
  }
  tally.check(found.length === plants.length, `${found.length} differences for ${plants.length} planted`);
}

const net = (totals: BillTotals) => {
  const { payments, refunds, fees } = gapOf(totals);
  return payments - refunds - fees;
};

/** The ledger equals the bill to the last fen, but for what the open differences come to. */
export async function checkSums(
  world: World,
  number: number,
  expected: { payments: number; refunds: number; fees: number; lines: number } | null,
  plants: readonly Plant[],
  tally: Tally,
): Promise<void> {
  const { bill } = await getBill(world.shop.staff, { accountId: world.account, day: world.day(number) });
  const open = plants.filter((plant) => plant.state === "open");
  tally.check(bill.state === "compared", `${bill.day} is ${bill.state}`);
  tally.check(
    bill.isBalanced === (open.length === 0),
    `${bill.day} says that it is ${bill.isBalanced ? "" : "not "}balanced`,
  );
  for (const currency of new Set([...bill.totals.map((one) => one.currency), "CNY"])) {
    const totals = bill.totals.find((one) => one.currency === currency);
    const found = totals ? net(totals) : 0;
    const wanted = open.reduce((sum, plant) => sum + (plant.gap[currency] ?? 0), 0);
    tally.check(
      found === wanted,
      `${bill.day}: bill and ledger are ${found} ${currency} apart, the open differences ${wanted}`,
    );
  }
  if (!expected) return;
  const { lines, ...sums } = expected;
  tally.check(bill.lines === lines, `${bill.day} has ${bill.lines} lines, not ${lines}`);
  const {
    payments = 0,
    refunds = 0,
    fees = 0,
  } = bill.totals.find((one) => one.currency === "CNY")?.bill ?? {};
  const got = { payments, refunds, fees };
  tally.check(
    JSON.stringify(got) === JSON.stringify(sums),
    `${bill.day}: ${JSON.stringify(got)}, entered ${JSON.stringify(sums)}`,
  );
}

/** What a comparison may change, as one text. */
export async function digest(world: World): Promise<string> {
  const { owner } = world.database;
  const tables = ["payments", "refunds", "ledger_entries", "orders", "payment_cases", "bill_differences"];
  const parts: string[] = [];
  for (const table of tables) {
    const [row] =
      await owner`select md5(coalesce(string_agg(md5(t::text), '' order by t.id), '')) as digest from ${owner(table)} t`;
    parts.push(`${table} ${row!.digest}`);
  }
  const [bills] =
    await owner`select md5(coalesce(string_agg(day || lines || totals::text, '' order by account_id, day), '')) as digest from bills`;
  return [...parts, `bills ${bills!.digest}`].join("\n");
}

// Those that look at orders: the agreed payments have none, being entered in bulk.
const aboutOrders = new Set(["payments.use", "orders.paid"]);
// What was planted breaks these on purpose.
const planted = new Set(["payments.ledger"]);

/** The money's invariants, of which the planted mismatches break none. */
export async function checkInvariants(world: World, tally: Tally): Promise<void> {
  for (const invariant of [...moneyInvariants, ...billInvariants]) {
    if (aboutOrders.has(invariant.name) || planted.has(invariant.name)) continue;
    const finding = await check(world.database.owner, invariant, world.shop.storeId as StoreId);
    tally.check(
      finding.violations === 0,
      `${finding.name}: ${finding.violations}, such as ${finding.examples[0]?.what}`,
    );
  }
}
