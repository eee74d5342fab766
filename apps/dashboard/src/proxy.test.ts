import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { dashboardOrigin } from "./env.ts";
import { proxy } from "./proxy.ts";

function ask(method: string, path: string, headers: Record<string, string>) {
  const host = new URL(dashboardOrigin).host;
  return proxy(new NextRequest(new URL(path, dashboardOrigin), { method, headers: { host, ...headers } }));
}

const json = { "content-type": "application/json" };

describe("a change", () => {
  test.each<[string, Record<string, string>, number]>([
    ["from our own page", { ...json, origin: dashboardOrigin }, 200],
    ["without Origin", json, 403],
    ["from a store's page", { ...json, origin: "http://demo.localhost:3001" }, 403],
    ["from a sandboxed frame", { ...json, origin: "null" }, 403],
    ["whose origin only begins like ours", { ...json, origin: `${dashboardOrigin}.evil.example` }, 403],
    ["as a form", { "content-type": "application/x-www-form-urlencoded", origin: dashboardOrigin }, 415],
    ["as plain text", { "content-type": "text/plain", origin: dashboardOrigin }, 415],
  ])("%s", (_, headers, status) => {
    expect(ask("POST", "/api/trpc/stores.update", headers).status).toBe(status);
  });
});

test("sign-in is a form, from our own page alone", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const path = "/api/auth/callback/credentials";
  expect(ask("POST", path, { ...form, origin: dashboardOrigin }).status).toBe(200);
  expect(ask("POST", path, form).status).toBe(403);
});

test("a page has its own nonce and cannot be framed", () => {
  const policies = [1, 2].map(() => ask("GET", "/sign-in", {}).headers.get("content-security-policy") ?? "");
  expect(policies[0]).not.toBe(policies[1]);
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

test("another host leads to the one address", () => {
  const answer = ask("GET", "/store/demo?x=1", { host: "evil.example" });
  expect(answer.status).toBe(421);
  expect(answer.headers.get("refresh")).toBe(`0; url=${dashboardOrigin}/store/demo?x=1`);
});
