import type { TestDatabase } from "@hutong/db/testing";
import {
  adjustStock,
  beginCount,
  closeConsignment,
  commitCount,
  createLocation,
  enterCount,
  putBundle,
  receiveConsignment,
  saveConsignment,
  sendConsignment,
} from "@hutong/inventory";
import { AppError, money, newId } from "@hutong/kernel";
import { cancelOrder, fulfilOrder, getOrderForStaff } from "@hutong/orders";
import { expireReservations, settlePayment, submitCheckout } from "../index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../testing/shop.ts";
import {
  contents,
  type ModelConsignment,
  type ModelSale,
  StockModel,
  states,
  type Units,
} from "./stock-model.ts";

/** One step of a sequence: what is done, and numbers that choose of what and how many. */
export interface Step {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly location: 0 | 1;
  readonly variant: 0 | 1;
  /** Whether a set of both is sold instead. */
  readonly isSet: boolean;
  readonly quantity: number;
}

export const kinds = [
  ...(["add", "remove", "move", "transfer", "purchase", "receive", "close"] as const),
  ...(["hold", "pay", "expire", "sell", "fulfil", "cancel", "returned", "count"] as const),
] as const;

const start = 6;

/** A shop and its model, side by side. */
export class StockPlay {
  readonly model = new StockModel(start);
  readonly shop: TestShop;
  readonly locations: readonly string[];
  readonly variants: readonly string[];
  readonly #owner: TestDatabase["owner"];

  private constructor(shop: TestShop, locations: readonly string[], owner: TestDatabase["owner"]) {
    this.shop = shop;
    this.locations = locations;
    this.variants = [shop.variants.tin, shop.variants.bag];
    this.#owner = owner;
  }

  static async open(database: TestDatabase): Promise<StockPlay> {
    const { owner } = database;
    const shop = await openTestShop(database, { stock: start, answer: "page" });
    const [main] = await owner`select id from locations where store_id = ${shop.storeId}`;
    const corner = await createLocation(shop.staff, { name: "Corner" });
    const { tin, bag, card } = shop.variants;
    const parts = contents[2].map(([one, quantity]) => ({ variantId: [tin, bag][one]!, quantity }));
    await putBundle(shop.staff, { variantId: card, parts });
    return new StockPlay(shop, [main!.id, corner.id], owner);
  }

  /** Does a step in the shop and in the model; throws where one allows what the other refuses. */
  async play(step: Step): Promise<void> {
    const agreed = this.#act(step);
    if (!agreed) return;
    const isDone = await this.#happens(agreed.really);
    const isAllowed = agreed.model(isDone);
    if (isDone !== isAllowed)
      throw new Error(`${step.kind}: the shop ${isDone ? "did" : "refused"} what the model does not`);
  }

  async #happens(work: () => Promise<unknown>): Promise<boolean> {
    try {
      return (await work()) !== false;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  #act(step: Step): { really: () => Promise<unknown>; model: (isDone: boolean) => boolean } | null {
    const { kind, pick, location, variant, quantity } = step;
    const { model, shop } = this;
    const state = states[pick % states.length]!;
    const place = { variantId: this.variants[variant]!, locationId: this.locations[location]! };
    const adjust = (
      from: typeof state | null,
      to: typeof state | null,
      reason: "correction" | "returned",
    ) => ({
      really: () =>
        adjustStock(shop.staff, { changes: [{ ...place, from, to, quantity }], reason, key: newId() }),
      model: () => model.adjust(location, variant, from, to, quantity),
    });
    switch (kind) {
      case "add":
        return adjust(
          null,
          state === "qualityControl" || state === "safetyStock" ? "available" : state,
          "correction",
        );
      case "returned":
        return adjust(null, "available", "returned");
      case "remove":
        return adjust(state, null, "correction");
      case "move":
        return adjust(state, states[(pick + 1 + (quantity % 3)) % states.length]!, "correction");
      case "transfer":
      case "purchase":
        return this.#send(step);
      case "receive":
      case "close":
        return this.#arrive(step);
      case "count":
        return this.#count(step);
      default:
        return this.#sale(step);
    }
  }

  #send({ kind, location, variant, quantity }: Step) {
    const from = kind === "transfer" ? location : null;
    const to = kind === "transfer" ? 1 - location : location;
    let id = "";
    return {
      really: async () => {
        const made = await saveConsignment(this.shop.staff, {
          kind: kind as "transfer" | "purchase",
          fromLocationId: from === null ? null : this.locations[from]!,
          toLocationId: this.locations[to]!,
          supplier: "Weng",
          lines: [{ variantId: this.variants[variant]!, quantity, unitCost: 500 }],
        });
        id = made.id;
        await sendConsignment(this.shop.staff, made);
      },
      model: () => this.model.send({ id, from, to, variant, incoming: quantity }),
    };
  }

  #arrive({ kind, pick, quantity }: Step) {
    const consignment = this.#one<ModelConsignment>(this.model.consignments, pick);
    if (!consignment) return null;
    const { id } = consignment;
    if (kind === "close")
      return {
        really: () => closeConsignment(this.shop.staff, { id }),
        model: () => this.model.close(consignment),
      };
    const damaged = pick % 2 === 0 ? 0 : Math.min(1, quantity);
    const variantId = this.variants[consignment.variant]!;
    return {
      really: () =>
        receiveConsignment(this.shop.staff, { id, lines: [{ variantId, quantity, damaged }], key: newId() }),
      model: () => this.model.receive(consignment, quantity, damaged),
    };
  }

  #count({ pick, location, variant, quantity }: Step) {
    // Something is adjusted between counting and committing, as a sale would: the difference alone may count.
    const counted = pick % 9;
    const expected = this.model.onHand(location, variant);
    const place = { variantId: this.variants[variant]!, locationId: this.locations[location]! };
    return {
      really: async () => {
        const count = await beginCount(this.shop.staff, { locationId: place.locationId });
        await enterCount(this.shop.staff, { id: count.id, variantId: place.variantId, counted });
        const changes = [{ ...place, from: null, to: "available" as const, quantity }];
        await adjustStock(this.shop.staff, { changes, reason: "received", key: newId() });
        const { short } = await commitCount(this.shop.staff, count);
        return short.length === 0;
      },
      model: () => {
        this.model.adjust(location, variant, null, "available", quantity);
        return this.model.count(location, variant, counted - expected);
      },
    };
  }

  #sale(step: Step) {
    const { kind, pick, quantity } = step;
    const { model, shop } = this;
    const variant = step.isSet ? 2 : step.variant;
    if (kind === "hold" || kind === "sell") {
      const into = kind === "hold" ? ("reserved" as const) : ("committed" as const);
      let id = "";
      return {
        really: async () => {
          id = await this.#submit(
            this.variants[variant] ?? shop.variants.card,
            quantity,
            kind === "hold" ? "test" : "manual",
          );
        },
        model: () => {
          const isTaken = model.take(variant, quantity, into);
          if (isTaken) (kind === "hold" ? model.held : model.orders).push({ id, variant, left: quantity });
          return isTaken;
        },
      };
    }
    if (kind === "expire")
      return {
        really: async () => {
          shop.clock.advance(17 * 60_000);
          await expireReservations(shop.platform);
        },
        model: () => {
          for (const sale of model.held.splice(0)) model.release(sale);
          return true;
        },
      };
    if (kind === "pay") {
      const sale = this.#one<ModelSale>(model.held, pick);
      return sale ? this.#pay(sale) : null;
    }
    const order = this.#one<ModelSale>(model.orders, pick);
    if (!order) return null;
    if (kind === "fulfil")
      return {
        really: () => this.#fulfil(order.id, quantity),
        model: () => model.fulfil(order, quantity),
      };
    return {
      really: () => cancelOrder(shop.staff, { id: order.id }),
      // What has left, in whole or in part, is not cancelled: the transitions say so, not the stock.
      model: (isDone: boolean) => {
        if (isDone) model.cancel(order);
        if (isDone) model.orders.splice(model.orders.indexOf(order), 1);
        return isDone;
      },
    };
  }

  #pay(sale: ModelSale) {
    const { model, shop } = this;
    return {
      really: async () => {
        const [attempt] = await this.#owner`select a.id, a.amount from payment_attempts a
          join checkouts c on c.store_id = a.store_id and c.attempt_id = a.id
          where c.store_id = ${shop.storeId} and c.id = ${sale.id}`;
        const outcome = {
          kind: "paid" as const,
          payments: [{ id: `paid-${attempt!.id}`, amount: money(Number(attempt!.amount), "CNY") }],
        };
        const settled = await settlePayment(shop.platform, {
          ...{ attemptId: attempt!.id, accountId: shop.accounts.test, source: "notice" as const },
          outcome,
        });
        return settled.kind === "placed";
      },
      model: () => {
        model.settle(sale);
        model.held.splice(model.held.indexOf(sale), 1);
        model.orders.push({ id: `checkout:${sale.id}`, variant: sale.variant, left: sale.left });
        return true;
      },
    };
  }

  async #orderId(id: string): Promise<string> {
    if (!id.startsWith("checkout:")) return id;
    const [order] = await this
      .#owner`select id from orders where store_id = ${this.shop.storeId} and checkout_id = ${id.slice(9)}`;
    return order!.id;
  }

  async #fulfil(id: string, quantity: number): Promise<void> {
    const orderId = await this.#orderId(id);
    const [line] = (await getOrderForStaff(this.shop.staff, { id: orderId })).lines;
    await fulfilOrder(this.shop.staff, { id: orderId, lines: [{ lineId: line!.id, quantity }] });
  }

  /** Answers the checkout that holds, or the order. */
  async #submit(variantId: string, quantity: number, method: "test" | "manual"): Promise<string> {
    const { shop } = this;
    const { checkout } = await readyCheckout(shop, variantId, quantity);
    const outcome = await submitCheckout(shop.buyer, {
      ...{ checkout, accountId: shop.accounts[method], key: newId(), returnUrl: "http://x" },
    });
    const [row] = await this
      .#owner`select id, order_id from checkouts where store_id = ${shop.storeId} order by created_at desc, id desc limit 1`;
    if (outcome.kind === "sold_out") throw new AppError("conflict", "sold_out");
    return method === "test" ? row!.id : row!.order_id;
  }

  #one<Thing>(things: readonly Thing[], pick: number): Thing | undefined {
    return things[pick % Math.max(1, things.length)];
  }

  /** The stock by the books, as the model has it, with the sums of the movements beside it. */
  async read(): Promise<{ units: Units[][]; sums: Units[][]; incoming: number; hasSet: boolean }> {
    const { storeId } = this.shop;
    const of = async (table: "stock" | "stock_movements") => {
      const rows = await this
        .#owner`select location_id, variant_id, sum(available)::int as available, sum(committed)::int as committed,
          sum(reserved)::int as reserved, sum(damaged)::int as damaged, sum(safety_stock)::int as "safetyStock",
          sum(quality_control)::int as "qualityControl"
        from ${this.#owner(table)} where store_id = ${storeId} group by 1, 2`;
      return this.locations.map((location) =>
        this.variants.map((variant): Units => {
          const row = rows.find((one) => one.location_id === location && one.variant_id === variant);
          const { location_id: _, variant_id: __, ...units } = row ?? {};
          const zero = {
            available: 0,
            committed: 0,
            reserved: 0,
            damaged: 0,
            safetyStock: 0,
            qualityControl: 0,
          };
          return { ...zero, ...units } as Units;
        }),
      );
    };
    const [incoming] = await this
      .#owner`select coalesce(sum(incoming), 0)::int as n from consignment_lines where store_id = ${storeId}`;
    const [set] = await this.#owner`select is_available from variants where id = ${this.shop.variants.card}`;
    return {
      ...{ units: await of("stock"), sums: await of("stock_movements") },
      ...{ incoming: incoming!.n, hasSet: set!.is_available },
    };
  }
}
