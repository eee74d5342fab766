import { readdirSync, readFileSync } from "node:fs";
import type postgres from "postgres";
import { HttpSocket } from "../../bench/load/http-socket.ts";
import { type FilledStore, shelves } from "./fill-stores.ts";

/** A kind of page. */
export interface ScalePage {
  readonly name: string;
  /**
   * Address of the `turn`th such page (from 0) of a store: another one each time, as pages that were just made are kept and not
   * asked for again. A store of 50 products has one of each kind, so there the turns are taken by as many stores: both find the
   * memory of processor and database as cold.
   */
  path(store: FilledStore, turn: number): string;
}

const isLarge = ({ products }: FilledStore): boolean => products > 50;
// Every 97th is a draft.
const onSale = (i: number) => (i % 97 === 0 ? i + 1 : i);
const collection = (query: Readonly<Record<string, string>>): ScalePage["path"] => {
  return (store, turn) => {
    const params = new URLSearchParams(query);
    const page = 1 + (Math.floor(turn / shelves) % (store.products > 50_000 ? 10 : 3));
    if (isLarge(store) && page > 1) params.set("page", String(page));
    const text = params.toString();
    const shelf = isLarge(store) ? turn % shelves : 0;
    return `/collections/${shelf === 0 ? "everything" : `shelf-${shelf}`}${text ? `?${text}` : ""}`;
  };
};

// As fill-stores.ts makes ids and places.
function edge({ n }: FilledStore, i: number, key: string | number = String(i).padStart(12, "0")): string {
  const hex = (n * 4_194_304 + i).toString(16).padStart(12, "0");
  return `${key}.01890000000170008000${hex}`;
}

// Pages of filters are no numbered ones: others of a large store begin elsewhere.
const filtered = (
  query: (store: FilledStore, turn: number) => readonly (readonly [string, string])[],
): ScalePage["path"] => {
  return (store, turn) =>
    `/collections/everything?${new URLSearchParams(query(store, turn).map(([name, value]) => [name, value]))}`;
};
const several = [
  ...["shirt", "bowl", "chair", "lamp"].map((type) => ["filter.p.product_type", type] as const),
  ...Array.from({ length: 30 }, (_, maker) => ["filter.p.vendor", `Maker ${maker}`] as const),
  ["filter.v.option.size", "M"],
  ["filter.v.availability", "1"],
] as const;
const priceOf = (i: number) => 990 + ((i * 7_919) % 50_000);

/** Pages that are as dear in a store of any size. */
export const scalePages: readonly ScalePage[] = [
  {
    name: "product",
    path: (store, turn) =>
      `/products/p-${onSale(1 + ((turn * 7919) % (isLarge(store) ? store.products - 2 : 48)))}`,
  },
  { name: "collection", path: collection({}) },
  {
    name: "collection, in stock, by price",
    path: collection({ "filter.v.availability": "1", sort_by: "price-ascending" }),
  },
  { name: "collection, newest", path: collection({ sort_by: "created-descending" }) },
  { name: "collection, dearest first", path: collection({ sort_by: "price-descending" }) },
  {
    name: "collection, several filters",
    path: filtered((store, turn) => [
      ...several,
      ["after", edge(store, isLarge(store) ? (turn % 100) * Math.floor(store.products / 200) : 0)],
    ]),
  },
  {
    name: "collection, a rare value",
    path: filtered((store, turn) => [
      ["filter.p.tag", `lot ${isLarge(store) ? (turn % Math.floor(store.products / 50 - 1)) + 1 : 0}`],
    ]),
  },
  {
    name: "collection, prices, by price",
    path: filtered((store, turn) => {
      const i = onSale(1 + turn);
      const from = priceOf(i) < 40_000 ? i : 1;
      return [
        ["filter.v.price.gte", "100"],
        ["filter.v.price.lte", "490"],
        ["sort_by", "price-ascending"],
        ["after", isLarge(store) ? edge(store, from, priceOf(from)) : edge(store, 0, 0)],
      ];
    }),
  },
  {
    name: "collection, half-way down",
    path: (store, turn) => {
      const half = Math.floor(store.products / 2) - 10;
      return `/collections/everything?after=${edge(store, half + (isLarge(store) ? turn * 24 : 0))}`;
    },
  },
];

/** Asks one server for pages over one connection. */
export class PageReader {
  readonly #socket: HttpSocket;

  constructor(port: number) {
    this.#socket = new HttpSocket(port);
  }

  /** The page; throws where it is not there. Answers how many products it links to. */
  async read(host: string, path: string): Promise<{ cards: number; statements: number }> {
    const { status, body, headers } = await this.#socket.ask(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    if (status !== 200) throw new Error(`${host}${path} answered ${status}`);
    const cards = new Set(body.toString().match(/\/products\/p-\d+/g) ?? []).size;
    return { cards, statements: Number(headers.get("x-hutong-statements")) };
  }

  close(): void {
    this.#socket.close();
  }
}

/** Processes whose CPU is counted: the storefront's, and the database's that serve the application's role. */
export async function servingPids(owner: postgres.Sql, storefront: number): Promise<number[]> {
  const rows = await owner<{ pid: number }[]>`
    select pid from pg_stat_activity where usename = 'hutong_app' and backend_type = 'client backend'`;
  return [storefront, ...rows.map(({ pid }) => pid)];
}

/** CPU that the threads of these processes have used so far, milliseconds. */
export function cpuMsOf(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    for (const task of readdirSync(`/proc/${pid}/task`))
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
  }
  return nanoseconds / 1e6;
}
