import type { ConnectedProvider, PaymentProvider } from "@hutong/payment-providers";
import { contractRules, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

/** The provider with one thing broken in how it is connected. */
const connectedWith = (
  change: (whole: ConnectedProvider) => Partial<ConnectedProvider>,
): PaymentProvider => ({
  ...stripe,
  connect(credentials, environment) {
    const whole = stripe.connect(credentials, environment);
    return { ...whole, ...change(whole) };
  },
});

type Fact = Awaited<ReturnType<ConnectedProvider["readNotification"]>>["facts"][number];

const toldOtherwise = (change: (fact: Fact, connected: ConnectedProvider) => Fact): PaymentProvider =>
  connectedWith((whole) => ({
    async readNotification(request) {
      const told = await whole.readNotification(request);
      return { ...told, facts: told.facts.map((fact) => change(fact, whole)) };
    },
  }));

/** For each rule that goes with a capability, a provider that breaks it. */
const broken: Readonly<Record<string, () => PaymentProvider>> = {
  "names the money that a dispute took, why and until when to answer": () =>
    toldOtherwise((fact) =>
      fact.kind === "dispute" ? { ...fact, dispute: { ...fact.dispute, movements: [] } } : fact,
    ),
  // As one who believes the event's own words: what it said when it was written.
  "tells of a dispute as it stands now, in whatever order its notices come": () => {
    const first = new Map<string, Fact>();
    return connectedWith((whole) => ({
      async readNotification(request) {
        const { id } = JSON.parse(Buffer.from(request.body).toString()) as { id: string };
        const told = await whole.readNotification(request);
        if (!first.has(id)) first.set(id, told.facts[0]!);
        return { ...told, facts: [first.get(id)!] };
      },
    }));
  },
  "answers for a dispute by its number, and for nobody else's": () =>
    connectedWith((whole) => ({ fetchDispute: (id) => whole.fetchDispute!(id.slice(0, 27)) })),
};

const rules = contractRules.filter(({ capability }) => capability !== undefined);

describe("the contract's rules about capabilities", () => {
  it("are each broken by one provider below", () => {
    expect(Object.keys(broken).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  it.each(rules)("catch a provider where it breaks: $name", async (rule) => {
    const { subject } = openShop(simulator);
    await rule.check(subject);
    await expect(rule.check({ ...subject, provider: broken[rule.name]!() })).rejects.toThrow();
  });
});
