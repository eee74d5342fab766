/** Units of a variant at a location. */
export interface Units {
  available: number;
  committed: number;
  reserved: number;
  damaged: number;
  safetyStock: number;
  qualityControl: number;
}

export const states = ["available", "damaged", "safetyStock", "qualityControl"] as const;
type State = (typeof states)[number];

const none = (): Units => ({
  available: 0,
  committed: 0,
  reserved: 0,
  damaged: 0,
  safetyStock: 0,
  qualityControl: 0,
});

/** What is written of a consignment: one variant, how many are on their way, from where (null: a supplier) to where. */
export interface ModelConsignment {
  readonly id: string;
  readonly from: number | null;
  readonly to: number;
  readonly variant: number;
  incoming: number;
}

/** What is in one of each that is sold: the two variants, and a set of both. */
export const contents = [
  [[0, 1]],
  [[1, 1]],
  [
    [0, 1],
    [1, 2],
  ],
] as const satisfies readonly (readonly (readonly [variant: 0 | 1, quantity: number])[])[];

/** An order or a held checkout of one variant, or of a set (2). */
export interface ModelSale {
  readonly id: string;
  readonly variant: number;
  left: number;
}

/**
 * A second, plain telling of what stock does, to compare the database with: two locations (the first ships online orders) and two variants.
 * Each step answers whether it may happen, and changes nothing where it may not.
 */
export class StockModel {
  readonly units: Units[][];
  readonly consignments: ModelConsignment[] = [];
  readonly held: ModelSale[] = [];
  readonly orders: ModelSale[] = [];
  /** All that came from outside, less all that left: what must be on hand or between locations. */
  net: number;

  constructor(start: number) {
    this.units = [
      [none(), none()],
      [none(), none()],
    ];
    for (const row of this.units[0]!) row.available = start;
    this.net = 2 * start;
  }

  at(location: number, variant: number): Units {
    return this.units[location]![variant]!;
  }

  adjust(location: number, variant: number, from: State | null, to: State | null, quantity: number): boolean {
    const row = this.at(location, variant);
    if (from && row[from] < quantity) return false;
    if (from) row[from] -= quantity;
    if (to) row[to] += quantity;
    this.net += (to ? quantity : 0) - (from ? quantity : 0);
    return true;
  }

  send(consignment: ModelConsignment): boolean {
    const { from, variant, incoming } = consignment;
    if (from !== null) {
      if (this.at(from, variant).available < incoming) return false;
      this.at(from, variant).available -= incoming;
    }
    this.consignments.push(consignment);
    return true;
  }

  receive(consignment: ModelConsignment, quantity: number, damaged: number): boolean {
    if (consignment.incoming < quantity) return false;
    consignment.incoming -= quantity;
    const row = this.at(consignment.to, consignment.variant);
    row.available += quantity - damaged;
    row.damaged += damaged;
    if (consignment.from === null) this.net += quantity;
    return true;
  }

  close(consignment: ModelConsignment): boolean {
    if (consignment.incoming === 0) return false;
    if (consignment.from !== null)
      this.at(consignment.from, consignment.variant).available += consignment.incoming;
    consignment.incoming = 0;
    return true;
  }

  take(variant: number, quantity: number, into: "reserved" | "committed"): boolean {
    if (contents[variant]!.some(([one, units]) => this.at(0, one).available < units * quantity)) return false;
    this.#moved({ variant, left: quantity }, "available", into);
    return true;
  }

  // Of what a sale still has, all that is in it.
  #moved(sale: Pick<ModelSale, "variant" | "left">, from: keyof Units, to: keyof Units | null): void {
    for (const [one, units] of contents[sale.variant]!) {
      this.at(0, one)[from] -= units * sale.left;
      if (to) this.at(0, one)[to] += units * sale.left;
      else this.net -= units * sale.left;
    }
  }

  settle(sale: ModelSale): void {
    this.#moved(sale, "reserved", "committed");
  }

  release(sale: ModelSale): void {
    this.#moved(sale, "reserved", "available");
  }

  fulfil(sale: ModelSale, quantity: number): boolean {
    if (sale.left < quantity) return false;
    sale.left -= quantity;
    this.#moved({ variant: sale.variant, left: quantity }, "committed", null);
    return true;
  }

  cancel(sale: ModelSale): void {
    this.#moved(sale, "committed", "available");
    sale.left = 0;
  }

  /** Whether a set can be bought: one location has all that is in it. */
  get hasSet(): boolean {
    return [0, 1].some((location) =>
      contents[2].every(([one, units]) => this.at(location, one).available >= units),
    );
  }

  /** A difference that a count found; false where units that are promised would be missing. */
  count(location: number, variant: number, difference: number): boolean {
    const row = this.at(location, variant);
    if (difference >= 0) row.available += difference;
    else {
      let missing = -difference;
      if (row.available + row.safetyStock + row.qualityControl + row.damaged < missing) return false;
      for (const state of ["available", "safetyStock", "qualityControl", "damaged"] as const) {
        const units = Math.min(missing, row[state]);
        row[state] -= units;
        missing -= units;
      }
    }
    this.net += difference;
    return true;
  }

  onHand(location: number, variant: number): number {
    return Object.values(this.at(location, variant)).reduce((sum, count) => sum + count, 0);
  }

  /** On hand everywhere, and between locations. */
  get total(): number {
    const lying = [0, 1].flatMap((location) => [0, 1].map((variant) => this.onHand(location, variant)));
    const moving = this.consignments.filter(({ from }) => from !== null).map(({ incoming }) => incoming);
    return [...lying, ...moving].reduce((sum, count) => sum + count, 0);
  }
}
