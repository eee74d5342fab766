import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { stripeClient } from "./client.ts";

const servers: Server[] = [];

async function clientOf(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secretKey = `sk_test_${"5".repeat(32)}`;
  return stripeClient({ secretKey, apiBase }, fetch);
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const says =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };
const refused = (type: string, more: object = {}) =>
  JSON.stringify({ error: { type, message: "m", ...more } });

async function asked(answer: RequestListener, limitMs = 5000) {
  const calls = await (await clientOf(answer)).begin(limitMs);
  return await calls.ask((stripe) => stripe.balance.retrieve());
}

describe("an answer", () => {
  it("of 200 is one, and says when it is an old one", async () => {
    const good = JSON.stringify({ object: "balance" });
    expect(await asked(says(200, good))).toMatchObject({ kind: "ok", isReplay: false });
    expect(await asked(says(200, good, { "idempotent-replayed": "true" }))).toMatchObject({ isReplay: true });
  });

  it.each([
    [400, "invalid_request_error"],
    [401, "invalid_request_error"],
    [402, "card_error"],
    [403, "invalid_request_error"],
    [404, "invalid_request_error"],
  ])("of %i %s is a refusal", async (status, type) => {
    const answer = await asked(says(status, refused(type, { code: "c", param: "p" })));
    expect(answer).toEqual({ kind: "refused", status, code: "c", param: "p", message: "m", isReplay: false });
  });

  it.each<[string, RequestListener]>([
    ["409, a twin is running", says(409, refused("invalid_request_error", { code: "lock_timeout" }))],
    ["429", says(429, refused("invalid_request_error", { code: "rate_limit" }))],
    ["500", says(500, refused("api_error"))],
    ["502 of a proxy, in HTML", says(502, "<html>")],
    ["503 of a proxy, in JSON", says(503, '{"message":"no upstream"}')],
    ["200 that is no JSON", says(200, "<html>")],
    ["202", says(202, '{"object":"balance"}')],
    ["a redirect", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end()],
    ["a key that was used for other words", says(400, refused("idempotency_error"))],
    ["a broken connection", (_, response) => response.destroy()],
  ])("of %s leaves nothing known", async (_, answer) => {
    await expect(asked(answer)).rejects.toThrow();
  });

  it("of 500 is one when it is the replay of an old one", async () => {
    const replay = says(500, refused("api_error"), { "idempotent-replayed": "true" });
    expect(await asked(replay)).toMatchObject({ kind: "refused", status: 500, isReplay: true });
  });
});

describe("the time of an operation", () => {
  it.each<[string, RequestListener]>([
    ["no answer", () => undefined],
    ["half an answer", (_, response) => response.writeHead(200).write('{"object":')],
    ["connections that close after a while", (_, response) => setTimeout(() => response.destroy(), 300)],
  ])("ends it with %s, whatever the SDK tries again", async (_, answer) => {
    const began = Date.now();
    await expect(asked(answer, 600)).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(1400);
  });

  it("is one for all of its requests", async () => {
    let asked = 0;
    const client = await clientOf((_, response) => {
      asked += 1;
      // The second is never answered: it has only what the first has left of the time.
      if (asked === 1) setTimeout(() => response.end('{"object":"balance"}'), 1_500);
    });
    const from = performance.now();
    const calls = await client.begin(2_000);
    const ask = () => calls.ask((stripe) => stripe.balance.retrieve());
    await ask();
    await expect(ask()).rejects.toThrow();
    expect(asked).toBe(2);
    expect(performance.now() - from).toBeLessThan(3_400);
  });
});

describe("a request", () => {
  it("carries the key, the version, no telemetry, and the idempotency key it was given", async () => {
    let seen: Record<string, unknown> = {};
    const client = await clientOf((request, response) => {
      seen = request.headers;
      response.end("{}");
    });
    const calls = await client.begin();
    await calls.ask((stripe) => stripe.refunds.create({ payment_intent: "pi_1" }, { idempotencyKey: "k" }));
    expect(seen).toMatchObject({
      authorization: `Bearer sk_test_${"5".repeat(32)}`,
      "stripe-version": "2026-10-28.endive",
      "idempotency-key": "k",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(seen).not.toHaveProperty("x-stripe-client-telemetry");
  });
});
