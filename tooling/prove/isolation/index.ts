import { appUrl, type Cell, openCell } from "../../../packages/db/src/index.ts";
import { createTestDatabase } from "../../../packages/db/src/testing.ts";
import { signIn } from "../../../packages/stores/src/index.ts";
import { untilQuiet } from "../crash/checks.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { prepareTemplate } from "../platform/template.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { ask, openProofStore } from "../shop/open-store.ts";
import { apiTrials } from "./api-trials.ts";
import { tryControls } from "./controls.ts";
import { digestOf } from "./digest.ts";
import { tryGuards } from "./guards.ts";
import { tryLint } from "./lint-mutations.ts";
import { apiRoutes, dashboardPages, procedures, storefrontRoutes } from "./list-routes.ts";
import { pageTrials } from "./page-trials.ts";
import { type Planted, plant } from "./plant.ts";
import { procedureTrials } from "./procedure-trials.ts";
import { storefrontTrials } from "./storefront-trials.ts";
import { tenantTables } from "./tenant-tables.ts";
import { type Trial, tryAll } from "./trial.ts";

async function sessionOf(cell: Cell, planted: Planted): Promise<string> {
  const { email, password } = planted.store.owner;
  const { token } = await signIn(cell, { email, password: password! }, { address: "127.0.0.1" });
  return token;
}

async function tryDoors(platform: Platform, run: ProofRun, tally: Tally): Promise<number> {
  const cell = openCell({ url: appUrl(platform.databaseUrl, platform.masterKey), name: "proof" });
  try {
    const theirs = await plant(cell, await openProofStore(platform, { handle: "theirs", goods: [] }));
    const mine = await plant(cell, await openProofStore(platform, { handle: "mine", goods: [] }));
    const session = await sessionOf(cell, mine);
    const theirSession = await sessionOf(cell, theirs);
    run.say("two stores are planted");
    // The worker would ask about the payments that wait, and change their rows under our eyes.
    await ask(platform, "update payment_attempts set query_at = null");
    await untilQuiet(platform, tally);
    run.say("the worker is done with them");
    await tryControls(theirs, platform.ports, theirSession, tally);
    const tables = await listTables();
    const before = await digestOf(platform, theirs.store.storeId, tables);
    const { storefront, api, dashboard } = platform.ports;
    const list = procedures();
    const pages = dashboardPages();
    const counts: Record<string, number> = {};
    const knock = async (name: string, routes: readonly string[], trials: readonly Trial[]) => {
      counts[name] = await tryAll(name, routes, trials, tally);
      run.say(`${name}: ${counts[name]} tries at ${routes.length} doors`);
    };
    await knock("storefront", await storefrontRoutes(), storefrontTrials(theirs, mine, storefront));
    await knock("api", apiRoutes(cell), apiTrials(theirs, mine, api));
    await knock("pages", pages, pageTrials(theirs, mine, dashboard, session, pages));
    const paths = list.map(({ path }) => path);
    await knock("procedures", paths, procedureTrials(theirs, mine, dashboard, session, list));
    const after = await digestOf(platform, theirs.store.storeId, tables);
    for (const [table, mark] of before) {
      tally.check(
        after.get(table) === mark,
        `the first store's ${table} changed: ${mark}, then ${after.get(table)}`,
      );
    }
    run.record({ name: "isolation.doors", ...counts });
    return Object.values(counts).reduce((sum, n) => sum + n, 0);
  } finally {
    await cell.end();
  }
}

async function listTables(): Promise<string[]> {
  const database = await createTestDatabase({ writers: 1 });
  try {
    return (await tenantTables(database)).map(({ name }) => name);
  } finally {
    await database.drop();
  }
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  // The mailbox of a development machine shows everybody's letters on purpose; a platform with a mail server has none.
  const platform = await startPlatform(run, { HUTONG_MAILBOX: "off" });
  try {
    await platform.ready();
    await prepareTemplate(platform);
    const tables = await tryGuards(tally);
    run.say(`each guard alone on ${tables} tables`);
    await tryLint(tally);
    run.say("each policy dropped and widened");
    run.record({ name: "isolation.tables", tables, checks: tally.tried, faults: tally.faults.length });
    const doors = await tryDoors(platform, run, tally);
    for (const fault of tally.faults.slice(0, 40)) run.say(`FAULT ${fault}`);
    const found = tally.faults.length === 0 ? "nothing of another store" : `${tally.faults.length} faults`;
    return {
      holds: tally.faults.length === 0,
      says: `${doors} tries at every route and procedure, each guard alone on ${tables} tables: ${found} (${tally.tried} checks)`,
    };
  } finally {
    await platform.stop();
  }
}

export const isolation: Proof = {
  name: "isolation",
  claim:
    "a store's owner and customers get nothing of another store, by any route, and each guard suffices alone",
  figures: `One object a line:
  { name: "isolation.tables", tables, checks, faults }
  { name: "isolation.doors", storefront, api, pages, procedures }   numbers of tries
  { name: "isolation.verdict", holds, says }
Example:
  {"name":"isolation.doors","storefront":61,"api":16,"pages":34,"procedures":68}`,
  run: prove,
};
