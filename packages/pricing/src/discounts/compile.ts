import type { Discount } from "../totals/input.ts";
import type { DiscountRow } from "./discount-rows.ts";
import type { Targets } from "./schemas.ts";

/** A line of a cart as discounts look at it. */
export interface DiscountedLine {
  readonly id: string;
  /** Where it is not the line's id: several lines may be of one variant. */
  readonly variantId?: string;
  readonly productId: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: number;
}

/** Collections of a product, for discounts that are for some; products that are in none may be missing. */
export type Membership = ReadonlyMap<string, readonly string[]>;

type Match = (line: DiscountedLine, membership: Membership) => boolean;

/** A discount made ready once, to be judged for many carts. */
export interface CompiledDiscount {
  readonly row: DiscountRow;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly markets: ReadonlySet<string> | null;
  readonly needsCollections: boolean;
  /** Whether it is not for everybody, or not any number of times. */
  readonly needsCustomer: boolean;
  readonly hasAmounts: boolean;
  /** The discount as totals() takes it, for these lines; null where none of them is its target. */
  forLines(lines: readonly DiscountedLine[], membership: Membership): Discount | null;
}

function matchOf(targets: Targets): Match | null {
  if (targets === "all") return null;
  const own = new Set<string>([...targets.products, ...targets.variants]);
  const collections = new Set<string>(targets.collections);
  return (line, membership) =>
    own.has(line.variantId ?? line.id) ||
    own.has(line.productId) ||
    (collections.size > 0 && (membership.get(line.productId)?.some((id) => collections.has(id)) ?? false));
}

// Every line is "all", which a frozen quote says in fewer letters.
function idsOf(match: Match | null, lines: readonly DiscountedLine[], membership: Membership) {
  if (match === null) return "all";
  const ids = lines.filter((line) => match(line, membership)).map(({ id }) => id);
  return ids.length === lines.length ? "all" : ids;
}

const isForCollections = (targets: Targets) => targets !== "all" && targets.collections.length > 0;

function hasAmounts({ value, minimum }: DiscountRow): boolean {
  if (minimum && "amount" in minimum) return true;
  if (value.mostPrice) return true;
  switch (value.kind) {
    case "percentage":
    case "buy-get":
      return false;
    case "tiers":
      return value.of === "amount" || value.tiers.some((tier) => "amount" in tier);
    default:
      return true;
  }
}

// What the columns of a row say is in the shape of section 4 of docs/totals.md, but for what it is for.
function compiledForLines(row: DiscountRow): CompiledDiscount["forLines"] {
  const { id, class: of, minimum, combines, value } = row;
  const rest = { id, class: of, minimum, combines };
  if (value.kind === "buy-get") {
    const buy = matchOf(value.buy.targets);
    const get = matchOf(value.get.targets);
    return (lines, membership) => {
      const bought = idsOf(buy, lines, membership);
      const got = idsOf(get, lines, membership);
      if (bought.length === 0 || got.length === 0) return null;
      const { quantity } = value.buy;
      const { quantity: units, basisPoints } = value.get;
      return {
        ...rest,
        lines: "all",
        value: {
          kind: "buy-get",
          buy: { lines: bought, quantity },
          get: { lines: got, quantity: units, basisPoints },
          most: value.most,
        },
      } as Discount;
    };
  }
  const match = matchOf(row.targets);
  const { mostPrice, ...worth } = value;
  const beside = mostPrice === undefined || mostPrice === null ? rest : { ...rest, mostPrice };
  return (lines, membership) => {
    const ids = idsOf(match, lines, membership);
    return ids.length === 0 ? null : ({ ...beside, value: worth, lines: ids } as Discount);
  };
}

/** Makes a discount ready: its targets as sets, its dates as numbers. */
export function compileDiscount(row: DiscountRow): CompiledDiscount {
  const { targets, value } = row;
  const bought = value.kind === "buy-get" ? [value.buy.targets, value.get.targets] : [targets];
  return {
    row,
    from: Date.parse(row.startsAt),
    until: row.endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(row.endsAt),
    markets: row.markets && new Set(row.markets),
    needsCollections: bought.some(isForCollections),
    needsCustomer: row.mostPerCustomer !== null || row.isFirstOrderOnly,
    hasAmounts: hasAmounts(row),
    forLines: compiledForLines(row),
  };
}
