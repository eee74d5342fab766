import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchStore } from "../fill/bench-store.ts";
import type { Bench } from "../surroundings.ts";
import { openPlatform, type Platform } from "./open-platform.ts";

const fill = "tooling/bench/fill/index.ts";

/** A platform with a shop of 1,000 products to measure, and as many other stores beside it as the run asks for. */
export interface MeasuredPlatform extends Platform {
  readonly store: BenchStore;
  /** Hosts of other stores, after `addStores`. */
  readonly otherHosts: readonly string[];
  /** Runs once, whoever asks: what is counted with one store has to be counted before. */
  addStores(): Promise<void>;
}

function lastLine<Value>(said: string): Value {
  return JSON.parse(said.trim().split("\n").at(-1)!) as Value;
}

interface Filled {
  readonly store: BenchStore;
  readonly otherHosts: string[];
}

// What a run with `--data` left for the next one.
function readFilled(file: string): Filled | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Filled) : null;
}

async function open(bench: Bench): Promise<MeasuredPlatform> {
  bench.say("starting a platform of its own");
  const platform = await openPlatform(bench);
  const file = join(bench.folder, "filled.json");
  let filled = readFilled(file);
  if (!filled) {
    bench.say("filling a store with 1,000 products");
    filled = { store: lastLine<BenchStore>(await platform.run("Filling", [fill, "store"])), otherHosts: [] };
  }
  const { store, otherHosts } = filled;
  const add = async () => {
    if (otherHosts.length > 0) return;
    bench.say(`opening ${bench.stores - 1} more stores`);
    const said = await platform.run("Opening stores", [fill, "stores", String(bench.stores - 1)]);
    otherHosts.push(...lastLine<string[]>(said));
    writeFileSync(file, JSON.stringify({ store, otherHosts }));
  };
  let adding: Promise<void> | null = null;
  return {
    ...platform,
    store,
    otherHosts,
    addStores() {
      adding ??= add();
      return adding;
    },
  };
}

const opened = new WeakMap<Bench, Promise<MeasuredPlatform>>();

/** The run's platform, opened by the first case that needs it. */
export function measuredPlatform(bench: Bench): Promise<MeasuredPlatform> {
  let platform = opened.get(bench);
  if (!platform) {
    platform = open(bench);
    opened.set(bench, platform);
  }
  return platform;
}
