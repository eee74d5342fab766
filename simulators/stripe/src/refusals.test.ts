import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paySession } from "./buyer.ts";
import { register } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

let simulator: Simulator;
let key: string;
beforeAll(async () => {
  simulator = await startSimulator();
  key = register(simulator.platform).secretKey;
});
afterAll(() => simulator.stop());

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly form?: Record<string, string | undefined>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
type Refusal = { error?: { type: string; code?: string; param?: string; message: string } };

async function answered({ method, path, form, headers, body }: Call) {
  const present = Object.entries(form ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const sent = body ?? (form ? new URLSearchParams(present).toString() : undefined);
  const response = await fetch(`${simulator.origin}${path}`, {
    method: method ?? (sent === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const told = (await response.json()) as Refusal & { id: string };
  return { status: response.status, ...told.error, id: told.id };
}

const path = "/v1/checkout/sessions";
const item = "line_items[0][price_data]";
const good = {
  mode: "payment",
  success_url: "https://shop.example/",
  "line_items[0][quantity]": "1",
  [`${item}[currency]`]: "usd",
  [`${item}[unit_amount]`]: "6600",
  [`${item}[product_data][name]`]: "Block tee",
};
const seconds = (from: number) => String(Math.floor(Date.now() / 1000) + from);

describe("a call", () => {
  it.each<[string, Call, number, string | undefined]>([
    ["without a key", { path, headers: { authorization: "" } }, 401, undefined],
    ["with a publishable key", { path, headers: { authorization: "Bearer pk_test_1" } }, 401, undefined],
    ["for another account", { path, headers: { "stripe-account": "acct_1" } }, 403, "account_invalid"],
    ["of another version", { path, headers: { "stripe-version": "2020-08-27" } }, 400, undefined],
    ["to an unknown path", { path: "/v1/nothing" }, 404, undefined],
    ["by another method", { path, method: "DELETE" }, 404, undefined],
    ["in JSON", { path, body: "{}", headers: { "content-type": "application/json" } }, 400, undefined],
    [
      "with a long idempotency key",
      { path, form: good, headers: { "idempotency-key": "k".repeat(256) } },
      400,
      undefined,
    ],
  ])("%s", async (_, call, status, code) => {
    expect(await answered(call)).toMatchObject({
      status,
      ...(code ? { code } : {}),
      type: "invalid_request_error",
    });
  });
});

describe("a session", () => {
  it.each<[string, Record<string, string | undefined>, string, string]>([
    ["an unknown parameter", { colour: "red" }, "colour", "parameter_unknown"],
    [
      "payment_method_types, which are gone",
      { "payment_method_types[0]": "card" },
      "payment_method_types",
      "parameter_unknown",
    ],
    ["no mode", { mode: undefined }, "mode", "parameter_invalid"],
    ["an old ui_mode", { ui_mode: "hosted" }, "ui_mode", "parameter_invalid"],
    ["no success_url", { success_url: undefined }, "success_url", "parameter_missing"],
    ["a success_url that is none", { success_url: "thanks" }, "success_url", "parameter_invalid"],
    [
      "an amount with decimals",
      { [`${item}[unit_amount]`]: "66.00" },
      `${item}[unit_amount]`,
      "parameter_invalid",
    ],
    [
      "an amount below the least",
      { [`${item}[unit_amount]`]: "49" },
      `${item}[unit_amount]`,
      "amount_too_small",
    ],
    ["a negative amount", { [`${item}[unit_amount]`]: "-100" }, `${item}[unit_amount]`, "amount_too_small"],
    [
      "an amount of nine digits",
      { [`${item}[unit_amount]`]: "100000000" },
      `${item}[unit_amount]`,
      "amount_too_large",
    ],
    ["a currency in capitals", { [`${item}[currency]`]: "USD" }, `${item}[currency]`, "parameter_invalid"],
    ["an unknown currency", { [`${item}[currency]`]: "zzz" }, "currency", "parameter_invalid"],
    [
      "a fraction of ISK",
      { [`${item}[currency]`]: "isk", [`${item}[unit_amount]`]: "550" },
      `${item}[unit_amount]`,
      "parameter_invalid",
    ],
    [
      "KWD not in tens",
      { [`${item}[currency]`]: "kwd", [`${item}[unit_amount]`]: "5124" },
      `${item}[unit_amount]`,
      "parameter_invalid",
    ],
    [
      "a name that is empty",
      { [`${item}[product_data][name]`]: "" },
      `${item}[product_data][name]`,
      "parameter_invalid",
    ],
    ["twenty-nine minutes", { expires_at: seconds(29 * 60) }, "expires_at", ""],
    ["twenty-five hours", { expires_at: seconds(25 * 3600) }, "expires_at", ""],
    [
      "metadata that is too long",
      { "metadata[order]": "x".repeat(501) },
      "metadata[order]",
      "parameter_invalid",
    ],
  ])("with %s: 400", async (_, change, param, code) => {
    const told = await answered({ path, form: { ...good, ...change } });
    expect(told).toMatchObject({ status: 400, param, ...(code ? { code } : {}) });
  });

  it("of an hour is made; one that nobody has is not found; another's is nobody's", async () => {
    const { id, status } = await answered({ path, form: { ...good, expires_at: seconds(3600) } });
    expect(status).toBe(200);
    expect(await answered({ path: `${path}/cs_test_0` })).toMatchObject({
      status: 404,
      code: "resource_missing",
    });
    const other = register(simulator.platform).secretKey;
    const foreign = { path: `${path}/${id}`, headers: { authorization: `Bearer ${other}` } };
    expect(await answered(foreign)).toMatchObject({ status: 404, code: "resource_missing" });
    expect(await answered({ path: `${path}/${id}?expand[0]=colour` })).toMatchObject({
      status: 400,
      param: "expand",
    });
  });

  it("is expired once, and not after it was paid", async () => {
    const first = await answered({ path, form: good });
    const expire = (id: string) => answered({ path: `${path}/${id}/expire`, method: "POST" });
    expect((await expire(first.id)).status).toBe(200);
    expect((await expire(first.id)).status).toBe(400);
    const second = await answered({ path, form: good });
    paySession(simulator.platform, simulator.platform.books.sessions.get(second.id)!);
    expect((await expire(second.id)).status).toBe(400);
  });
});

describe("a refund", () => {
  it("of nothing, too much, what is unknown, unpaid, or all given back", async () => {
    const refund = (form: Record<string, string>) => answered({ path: "/v1/refunds", form });
    const { id } = await answered({ path, form: good });
    const session = simulator.platform.books.sessions.get(id)!;
    expect(await refund({ amount: "1" })).toMatchObject({ status: 400, param: "charge" });
    expect(await refund({ payment_intent: "pi_0" })).toMatchObject({ status: 404, code: "resource_missing" });
    paySession(simulator.platform, session);
    const payment_intent = session.intentId!;
    expect(await refund({ payment_intent, amount: "6601" })).toMatchObject({ status: 400, param: "amount" });
    for (const amount of ["0", "-1", "1.5"])
      expect(await refund({ payment_intent, amount })).toMatchObject({ status: 400, param: "amount" });
    expect((await refund({ payment_intent })).status).toBe(200);
    expect(await refund({ payment_intent })).toMatchObject({ status: 400, code: "charge_already_refunded" });
  });

  it("that was refused is refused again under its key, as Stripe does", async () => {
    const { id } = await answered({ path, form: good });
    const session = simulator.platform.books.sessions.get(id)!;
    paySession(simulator.platform, session);
    const merchant = simulator.platform.merchants.get(key)!;
    merchant.balance = 0;
    const call: Call = {
      path: "/v1/refunds",
      form: { payment_intent: session.intentId!, amount: "100" },
      headers: { "idempotency-key": "r-1" },
    };
    expect(await answered(call)).toMatchObject({ status: 400, code: "balance_insufficient" });
    merchant.balance = 1000;
    expect(await answered(call)).toMatchObject({ status: 400, code: "balance_insufficient" });
    expect((await answered({ ...call, headers: { "idempotency-key": "r-2" } })).status).toBe(200);
    merchant.balance = null;
  });
});

describe("a list", () => {
  it.each(["limit=0", "limit=101", "limit=x", "colour=red", "starting_after=re_0"])(
    "with %s",
    async (query) => {
      const { status } = await answered({ path: `/v1/refunds?${query}` });
      expect([400, 404]).toContain(status);
    },
  );
});
