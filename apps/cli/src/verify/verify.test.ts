import { markOrderPaid, settlePayment } from "@hutong/checkout";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createLocation, setStock, updateLocation } from "@hutong/inventory";
import { money } from "@hutong/kernel";
import { cancelOrder, fulfilOrder } from "@hutong/orders";
import { makeRefund } from "@hutong/payments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type Shop, sell } from "../testing/sell.ts";
import { allInvariants, check, type Finding, verify } from "./verify.ts";

let database: TestDatabase;
let shop: Shop;
let other: Shop;

const orderIds = async (payment: string) => {
  const rows = await database.owner<{ id: string }[]>`select id from orders
    where store_id = ${shop.storeId} and payment_state = ${payment} and state = 'open' order by number`;
  return rows.map((row) => row.id);
};

/** An order of a shop of its own whose money was reserved, and what became of that. */
async function reserve(told: readonly ("authorized" | "declined")[]) {
  const reserving = await openTestShop(database.cell, `reserving-${told.length}`, "page");
  await sell(reserving, "test");
  const [attempt] = await database.owner`select id, account_id, amount::int, currency from payment_attempts
    where store_id = ${reserving.storeId}`;
  const { id: attemptId, account_id: accountId, amount, currency } = attempt!;
  const authorization = { id: attemptId, amount: money(amount, currency), expiresAt: null };
  for (const kind of told) {
    const outcome =
      kind === "authorized"
        ? { kind, authorization }
        : { kind, customer: { en: "no" }, merchant: { en: "no" } };
    await settlePayment(reserving.staff, { attemptId, accountId, source: "notice", outcome });
  }
}

/** Orders that are fetched at a second location: one is, one is cancelled, one waits. */
async function fetchOrders() {
  const fetched = await openTestShop(database.cell, "fetched");
  const { id } = await createLocation(fetched.staff, { name: "Corner" });
  const [variantId] = fetched.variantIds;
  await setStock(fetched.staff, [{ variantId: variantId!, available: 3 }], { locationId: id });
  const address = {
    country: "US",
    province: "CA",
    city: "LA",
    district: "",
    line1: "2",
    line2: "",
    postcode: "",
    phone: "",
  };
  await updateLocation(fetched.staff, { id, name: "Corner", isPickup: true, address, hours: {} });
  for (const _ of [1, 2, 3]) expect(await sell(fetched, "test", 1, id)).toBe("placed");
  const orders =
    await database.owner`select id from orders where store_id = ${fetched.storeId} order by number desc limit 2`;
  await fulfilOrder(fetched.staff, { id: orders[0]!.id });
  await cancelOrder(fetched.staff, { id: orders[1]!.id });
  const [left] =
    await database.owner`select available, committed, on_hand from stock where location_id = ${id}`;
  expect(left).toEqual({ available: 1, committed: 1, on_hand: 2 });
}

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database.cell, "verified");
  other = await openTestShop(database.cell, "beside");
  for (const provider of ["test", "test", "test", "manual", "manual"] as const) {
    expect(await sell(shop, provider)).toBe("placed");
  }
  await sell(other, "test");
  await fetchOrders();
  await reserve(["authorized", "declined"]);
  await reserve(["authorized"]);
  const [first, second] = await orderIds("paid");
  const [unpaid] = await orderIds("unpaid");
  await fulfilOrder(shop.staff, { id: first! });
  await cancelOrder(shop.staff, { id: second! });
  await markOrderPaid(shop.staff, { orderId: unpaid! });
  const [refund] = await database.owner`select id from refunds where store_id = ${shop.storeId}`;
  await makeRefund(shop.staff, { refundId: refund!.id });
});
afterAll(() => database.drop());

const brokenBy = async (storeId: Shop["storeId"] | null) => {
  const { findings } = await verify(database.owner, storeId);
  return findings.filter((finding) => finding.violations > 0).map((finding) => finding.name);
};

test("a database that has sold, shipped, cancelled and given back is clean", async () => {
  const verification = await verify(database.owner, null);
  expect(verification.findings.filter((finding) => finding.violations > 0)).toEqual([]);
  expect(verification.schemaFaults).toEqual([]);
  expect(verification).toMatchObject({ stores: 5, isClean: true });
  expect(verification.findings.length).toBeGreaterThan(50);
});

const unknownLine = `
  insert into bills (store_id, account_id, day, state, tries, reading, lines_read, lines, totals)
    select store_id, id, '2026-11-01', 'compared', 0, id, 1, 1, '[]' from payment_accounts;
  insert into bill_lines (store_id, account_id, day, reading, line, kind, movement, provider_payment_id, amount, currency, fee, fee_currency, occurred_at)
    select store_id, id, '2026-11-01', id, 1, 'payment', 'payment:1', '1', 100, 'CNY', 1, 'CNY', '' from payment_accounts`;

const unbookedShare = `
  insert into payment_shares (store_id, payment_id, account_id, paid_at, basis_points, amount, currency, state, tries, is_given_up,
      returned, return_amount, return_tries, created_at, updated_at)
    select store_id, id, account_id, captured_at, 60, 1, currency, 'succeeded', 1, false, 0, 0, 0, now(), now() from payments limit 1`;

describe("each invariant can break, and says which row", () => {
  test.each([
    ["shares.ledger", unbookedShare],
    ["stock.movements", "update stock set available = available + 1, on_hand = on_hand + 1"],
    [
      "stock.flow",
      "update stock_movements set on_hand = on_hand + 1, available = available + 1 where kind = 'commit'",
    ],
    ["reservations.sum", "update stock set reserved = reserved + 1, available = available - 1"],
    [
      "reservations.expiry",
      "update reservations set state = 'held', expires_at = now() - interval '2 minutes' where state = 'sold'",
    ],
    ["reservations.end", "update reservations set state = 'released' where state = 'sold'"],
    ["stock.availability", "update variants set is_available = false"],
    ["stock.availability", "update products set is_available = false"],
    ["search.terms", "update product_terms set product_id = gen_random_uuid()"],
    ["ledger.zero", "update ledger_entries set amount = amount + 1 where account = 'sales'"],
    ["ledger.payments", "delete from ledger_entries where kind = 'refund'"],
    ["payments.use", "update payments set use = 'parked'"],
    ["orders.paid", "update orders set paid = 0, refunded = 0"],
    ["payments.ledger", "delete from ledger_entries where kind = 'capture'"],
    [
      "payments.ledger",
      "update refunds set state = 'failed', returned_at = now(); update payments set refunded = 0",
    ],
    ["disputes.sum", "update payments set disputed = 1"],
    ["refunds.sum", "update payments set refunded = 0"],
    ["orders.total", "update order_lines set unit_price = unit_price + 1"],
    ["orders.events", "delete from events where kind = 'order.placed'"],
    ["orders.authorized", "update orders set payment_state = 'unpaid' where payment_state = 'authorized'"],
    ["orders.authorized", "update payment_authorizations set state = 'captured'"],
    ["orders.states", "update orders set fulfilment_state = 'fulfilled'"],
    ["checkouts.order", "update checkouts set state = 'open' where state = 'completed'"],
    ["orders.numbers", "update store_counters set order_number = order_number + 1"],
    ["events.numbers", "update store_counters set event_number = event_number + 1"],
    ["bills.lines", unknownLine],
    [
      "bills.fees",
      `insert into ledger_entries (store_id, id, transaction_id, account, amount, currency, kind, reference_kind, reference_id, at)
        select store_id, gen_random_uuid(), gen_random_uuid(), 'clearing:' || id, -1, 'CNY', 'fee', 'bill-line', 'payment:1', now() from payment_accounts`,
    ],
    ["outbox.age", "update outbox set created_at = now() - interval '1 hour'"],
    ["outbox.due", "delete from due"],
    ["refunds.age", "update refunds set state = 'pending', created_at = now() - interval '2 days'"],
    ["directory.stores", "delete from store_keys"],
    ["directory.accounts", "delete from payment_account_directory"],
    ["directory.references", "update store_hosts set store_id = gen_random_uuid()"],
    ["references.variants_product_id", "update variants set product_id = gen_random_uuid()"],
    ["references.stock_variant_id", "update stock set variant_id = gen_random_uuid()"],
    ["references.stock_location_id", "update stock set location_id = gen_random_uuid()"],
    ["references.carts_market_id", "update carts set market_id = gen_random_uuid()"],
    ["references.checkouts_market_id", "update checkouts set market_id = gen_random_uuid()"],
    ["references.orders_market_id", "update orders set market_id = gen_random_uuid()"],
    ["references.orders_payment_account_id", "update orders set payment_account_id = gen_random_uuid()"],
    ["references.payments_account_id", "update payments set account_id = gen_random_uuid()"],
    ["references.reservations_location_id", "update reservations set location_id = gen_random_uuid()"],
    [
      "references.product_tags_product_id",
      "insert into product_tags select store_id, 'tag', gen_random_uuid() from stores",
    ],
    [
      "references.orders_customer_id_fk",
      "update orders set customer_id = (select id from customers limit 1), store_id = store_id",
    ],
  ])("%s", async (name, damage) => {
    const { owner } = database;
    let found: Finding | null = null;
    await owner
      .begin(async (client) => {
        // Keys are not watched while this is on: damage that they would refuse can be done.
        await client`set local session_replication_role = replica`;
        await client.unsafe(damage);
        const invariant = (await allInvariants(client)).find((one) => one.name === name);
        found = await check(client, invariant!, null);
        throw new Error("undo");
      })
      .catch((error: Error) => {
        if (error.message !== "undo") throw error;
      });
    expect(found).toMatchObject({
      name,
      examples: expect.arrayContaining([{ storeId: expect.any(String), what: expect.any(String) }]),
    });
  });
});

test("one store is judged alone", async () => {
  await database.owner`update orders set paid = 0 where store_id = ${other.storeId}`;
  expect(await brokenBy(shop.storeId)).toEqual([]);
  expect(await brokenBy(other.storeId)).toContain("orders.paid");
  expect(await brokenBy(null)).toContain("orders.paid");
});
