import type { ConnectedProvider, PaymentProvider } from "@hutong/payment-providers";
import { contractRules, contractSuite, wechatPay } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyMode } from "./merchants.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openServiceProvider, openShop, openSubShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

for (const keyMode of ["public-key", "certificate", "switching"] satisfies KeyMode[]) {
  describe(`in key mode ${keyMode}`, () => {
    let shop: Shop | undefined;
    contractSuite(wechatPay, () => {
      shop ??= openShop(simulator, keyMode);
      return shop.subject.far;
    });
  });
}

for (const keyMode of ["public-key", "certificate", "switching"] satisfies KeyMode[]) {
  for (const hasAppid of [false, true]) {
    describe(`as a sub-merchant ${hasAppid ? "with" : "without"} an appid, in key mode ${keyMode}`, () => {
      let shop: Shop | undefined;
      contractSuite(wechatPay, () => {
        shop ??= openSubShop(simulator, openServiceProvider(simulator, keyMode), { hasAppid });
        return shop.subject.far;
      });
    });
  }
}

type Provider = PaymentProvider;
type Connected = ConnectedProvider;

/** The provider with one thing broken in how it is connected. */
const connectedWith = (change: (whole: Connected) => Partial<Connected>): Provider => ({
  ...wechatPay,
  connect(credentials, environment) {
    const whole = wechatPay.connect(credentials, environment);
    return { ...whole, ...change(whole) };
  },
});
const text = { "zh-CN": "拒绝", en: "declined" };
const declined = { kind: "declined", customer: text, merchant: text } as const;
const paid = (id: string, amount: number) =>
  ({ kind: "paid", payments: [{ id, amount: { amount, currency: "CNY" } }] }) as const;

/** For each rule of the contract, a provider that breaks it. */
const broken: Readonly<Record<string, Provider>> = {
  "has a label in Chinese and in English": { ...wechatPay, label: { en: "WeChat Pay" } },
  "refuses credentials that are not its own": {
    ...wechatPay,
    credentials: { safeParse: () => ({ success: true }) } as never,
  },
  "declares currencies that exist, and the capabilities that it has": {
    ...wechatPay,
    capabilities: ["partial-refund", "statement"],
  },
  "says in both languages what each of its credentials is": {
    ...wechatPay,
    credentialFields: { ...wechatPay.credentialFields, mchid: { label: { en: "Merchant number" } } } as never,
  },
  "finds out by a call whether its credentials work, and which one does not": connectedWith(() => ({
    check: async () => ({ kind: "works", merchant: text }),
  })),
  "answers a start and a query in the contract's words": connectedWith(() => ({
    fetch: async () => ({ kind: "SUCCESS" }) as never,
  })),
  "names id, amount and currency of the money it reports, to the last unit": connectedWith((whole) => ({
    fetch: async (attempt) => {
      const told = await whole.fetch(attempt);
      return told.kind === "paid" ? paid(told.payments[0]!.id, attempt.amount.amount / 100) : told;
    },
  })),
  "starts an attempt again without taking the money again": connectedWith((whole) => ({
    start: async (attempt) => {
      const told = await whole.start(attempt);
      return told.kind === "paid" ? { kind: "pending" } : told;
    },
  })),
  "takes what it has not heard of, and what is unpaid, for pending": connectedWith((whole) => ({
    fetch: async (attempt) => {
      const told = await whole.fetch(attempt);
      return told.kind === "pending" ? declined : told;
    },
  })),
  "closes what is unpaid, and never what is paid": connectedWith(() => ({ cancel: async () => declined })),
  "declines a currency that it does not take": connectedWith((whole) => ({
    start: (attempt) => whole.start({ ...attempt, amount: { ...attempt.amount, currency: "CNY" } }),
  })),
  "says nothing when it cannot reach its far end": connectedWith((whole) => ({
    fetch: (attempt) => whole.fetch(attempt).catch(() => declined),
  })),
  "draws inside our page only what is found again, by its own script, and not where its own page is asked for":
    connectedWith(() => ({
      start: async () => ({
        kind: "action-required",
        action: {
          kind: "embedded",
          island: "nobody",
          script: "https://provider.example/script.js",
          allow: { script: [], frame: [], connect: [] },
          parameters: { secret: "in clear" },
          secret: "in clear",
        },
        reference: "1",
      }),
    })),
  "makes a refund once for a key": connectedWith((whole) => {
    let tries = 0;
    return {
      refund: (refund) => whole.refund({ ...refund, requestKey: `${refund.requestKey}-${tries++}` }),
    };
  }),
  "gives back no more than was paid": connectedWith((whole) => ({
    refund: async (refund) => {
      const told = await whole.refund(refund);
      return told.kind === "failed" ? { kind: "pending" } : told;
    },
  })),
  "takes the platform's part of a payment once for a key, and lets the rest go": connectedWith((whole) => {
    let tries = 0;
    return {
      takeShare: (share) => whole.takeShare!({ ...share, requestKey: `${share.requestKey}-${tries++}` }),
    };
  }),
  "lets a payment go of which the platform takes nothing": connectedWith((whole) => ({
    takeShare: (share) =>
      share.amount.amount === 0 ? Promise.resolve({ kind: "succeeded" }) : whole.takeShare!(share),
  })),
  "gives the platform's part back once for a key, and no more than it took": connectedWith((whole) => {
    let tries = 0;
    return {
      giveShareBack: (back) => whole.giveShareBack!({ ...back, requestKey: `${back.requestKey}-${tries++}` }),
    };
  }),
  "asks after a refund without making it": connectedWith((whole) => ({ fetchRefund: whole.refund })),
  "believes no notice that is not signed": connectedWith((whole) => ({
    readNotification: (request) =>
      request.headers["wechatpay-signature"]
        ? whole.readNotification(request)
        : Promise.resolve({ facts: [], reply: { status: 200, body: "" } }),
  })),
  "reads its own notice, as often as it comes, as a query would answer": connectedWith((whole) => {
    const seen = new Set<string>();
    return {
      readNotification: async (request) => {
        const signature = request.headers["wechatpay-signature"]!;
        const told = await whole.readNotification(request);
        const isNew = !seen.has(signature);
        seen.add(signature);
        return isNew ? told : { ...told, facts: [] };
      },
    };
  }),
  "believes no notice that was altered on the way": connectedWith((whole) => ({
    readNotification: (request) => {
      // As one who verifies what was parsed and written again: the first byte counts for nothing.
      const body = Uint8Array.from(request.body).fill(0x7b, 0, 1);
      return whole.readNotification({ ...request, body });
    },
  })),
  "believes no old notice": {
    ...wechatPay,
    connect: (credentials, environment) =>
      wechatPay.connect(credentials, { ...environment, clock: simulator.platform.clock }),
  },
};

const { capabilities } = wechatPay;
const rules = contractRules.filter(({ capability }) => !capability || capabilities.includes(capability));

describe("the contract's rules", () => {
  it("are each broken by one provider below", () => {
    expect(Object.keys(broken).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  it.each(rules)("catch a provider where it breaks: $name", async (rule) => {
    const { subject } = rule.name.includes("the platform")
      ? openSubShop(simulator, openServiceProvider(simulator))
      : openShop(simulator);
    await expect(rule.check({ ...subject, provider: broken[rule.name]! })).rejects.toThrow();
    // The same far end satisfies the whole provider: it was the break that was caught.
    await rule.check(subject);
  });
});
