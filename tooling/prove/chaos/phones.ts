import { setTimeout as wait } from "node:timers/promises";
import { type Connection, openConnection } from "../../../packages/db/src/client/connection.ts";
import type { Platform } from "../platform/start-platform.ts";
import { type FarEnd, FarEndRefused } from "./far-end.ts";
import type { ShownAction } from "./played.ts";

/** How a buyer behaves at the phone, by their number. */
export type Manner = "pays" | "pays-twice" | "leaves";

/** One in ten begins again on another screen and pays both; one in twenty never pays. */
export function mannerOf(buyer: number): Manner {
  if (buyer % 10 === 3) return "pays-twice";
  return buyer % 20 === 7 ? "leaves" : "pays";
}

interface Shown {
  readonly id: string;
  readonly email: string;
  readonly action: ShownAction;
  readonly at: string;
}

const everyMs = 200;

export interface Phones {
  /** How many payments were made so far. */
  paid(): number;
  /** Waits until nothing was shown for a while, and ends. */
  finish(): Promise<void>;
}

/** The buyers' phones: they see what the shops show, and pay it at the far end. */
export function startPhones(platform: Platform, farEnd: FarEnd, signal: AbortSignal): Phones {
  const seen = new Set<string>();
  const half = new Map<string, ShownAction>();
  let since = "2000-01-01";
  let paid = 0;
  let idle = 0;
  let isEnding = false;

  async function pay(action: ShownAction): Promise<void> {
    const payable = await farEnd.played.payable(action);
    if (payable === null) throw new Error(`nothing to pay in ${JSON.stringify(action)}`);
    try {
      await farEnd.control("pay", payable);
      paid += 1;
    } catch (error) {
      // Closed or expired meanwhile: the phone says so, and nobody pays.
      if (!(error instanceof FarEndRefused)) throw error;
    }
  }

  async function look(connection: Connection): Promise<void> {
    const { rows } = await connection.send<Shown>({
      text: `select t.id, k.email, t.action, t.updated_at::text as at from payment_attempts t
        join checkouts k on k.store_id = t.store_id and k.id = t.reference_id::uuid
        where t.state = 'action_required' and t.updated_at >= '${since}'::timestamptz order by t.updated_at`,
      values: [],
    });
    const fresh = rows.filter(({ id }) => !seen.has(id));
    idle = fresh.length === 0 ? idle + 1 : 0;
    for (const shown of fresh) {
      const buyer = Number(/buyer-(\d+)@/.exec(shown.email)![1]);
      const manner = mannerOf(buyer);
      seen.add(shown.id);
      since = shown.at;
      if (manner === "leaves") continue;
      const other = half.get(shown.email);
      if (manner === "pays-twice" && other === undefined) {
        half.set(shown.email, shown.action);
        continue;
      }
      half.delete(shown.email);
      for (const one of [other, shown.action]) if (one) await pay(one);
    }
  }

  async function run(): Promise<void> {
    let connection: Connection | null = null;
    while (!signal.aborted && !(isEnding && idle > 15)) {
      try {
        connection ??= openConnection(platform.databaseUrl, { prepare: false, name: "phones" });
        await look(connection);
      } catch (error) {
        if (error instanceof Error && error.message.startsWith("nothing to pay")) throw error;
        // The database is down: the phones look again.
        await connection?.end().catch(() => {});
        connection = null;
      }
      await wait(everyMs);
    }
    // Whoever was shown one way only pays by that one.
    for (const action of half.values()) await pay(action);
    await connection?.end();
  }

  const running = run();
  running.catch(() => {});
  return {
    paid: () => paid,
    async finish() {
      isEnding = true;
      await running;
    },
  };
}
