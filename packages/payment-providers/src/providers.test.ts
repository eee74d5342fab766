import { readdirSync } from "node:fs";
import { money } from "@hutong/kernel";
import { describe, expect, it } from "vitest";
import { sampleAttempt, sampleEnvironment } from "./contract-far-end.ts";
import { contractSuite } from "./contract-suite.ts";
import { findProvider, providers } from "./index.ts";
import { findFault, signedHeaders } from "./test/sign.ts";
import { toOutcome } from "./test/translate.ts";

const secret = "0123456789abcdef";

describe("the list of providers", () => {
  it("is the list of folders", () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(providers.map((provider) => provider.id).sort()).toEqual(
      folders.map((folder) => folder.name).sort(),
    );
  });
});

const credentials: Record<string, unknown> = {
  manual: { kind: "bank-transfer", instructions: { en: "Pay to account 1." } },
  test: { secret, answer: "at-once" },
};
// WeChat Pay and Alipay run the suite beside their simulators (simulators/), where there is a far end to pay at.
for (const provider of providers.filter(({ id }) => id in credentials)) {
  contractSuite(provider, () => ({
    credentials: credentials[provider.id],
    environment: sampleEnvironment(),
    ...(provider.id === "test" ? { unreachable: { secret, answer: "page" } } : {}),
  }));
}

describe("provider test", () => {
  it("takes a state that it does not know for pending", () => {
    expect(toOutcome({ attemptId: "a", state: "on the moon", payments: [] })).toEqual({ kind: "pending" });
  });

  it("tells each payment of an attempt that was paid twice", () => {
    const payments = [1, 2].map((n) => ({ id: String(n), amount: 100, currency: "CNY" }));
    expect(toOutcome({ attemptId: "a", state: "open", payments })).toEqual({
      kind: "paid",
      payments: [1, 2].map((n) => ({ id: String(n), amount: money(100, "CNY") })),
    });
  });

  it("finds fault with an old, altered or missing signature", () => {
    const body = Buffer.from("{}");
    const now = 1_800_000_000_000;
    const headers = signedHeaders(secret, "{}", now);
    expect(findFault(secret, headers, body, now)).toBeNull();
    expect(findFault(secret, headers, body, now + 301_000)).toBe("too old");
    expect(findFault(secret, headers, Buffer.from("{ }"), now)).toBe("wrong signature");
    expect(findFault("another secret 000", headers, body, now)).toBe("wrong signature");
    expect(findFault(secret, {}, body, now)).toBe("no timestamp");
  });

  it("throws when the bank cannot be reached, so that the outcome stays unknown", async () => {
    const provider = findProvider("test")!;
    const connected = provider.connect({ secret, answer: "page" }, sampleEnvironment());
    await expect(connected.start(sampleAttempt())).rejects.toThrow();
  });
});
