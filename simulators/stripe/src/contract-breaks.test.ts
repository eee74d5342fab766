import type { ConnectedPlatform, ConnectedProvider, PaymentProvider } from "@hutong/payment-providers";
import { contractRules, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openOnPageShop } from "./testing/on-page.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

type Provider = PaymentProvider;
type Connected = ConnectedProvider;

/** The provider with one thing broken in how it is connected. */
const connectedWith = (change: (whole: Connected) => Partial<Connected>): Provider => ({
  ...stripe,
  connect(credentials, environment) {
    const whole = stripe.connect(credentials, environment);
    return { ...whole, ...change(whole) };
  },
});
/** The provider with one thing broken in how the platform's own account is connected. */
const platformWith = (change: (whole: ConnectedPlatform) => Partial<ConnectedPlatform>): Provider => ({
  ...stripe,
  connectPlatform(environment) {
    const whole = stripe.connectPlatform!(environment);
    return { ...whole, ...change(whole) };
  },
});
const text = { "zh-CN": "拒绝", en: "declined" };
const declined = { kind: "declined", customer: text, merchant: text } as const;
const paid = (id: string, amount: number) =>
  ({ kind: "paid", payments: [{ id, amount: { amount, currency: "CNY" } }] }) as const;

type Fact = Awaited<ReturnType<Connected["readNotification"]>>["facts"][number];
const toldOtherwise = (change: (fact: Fact) => Fact): Provider =>
  connectedWith((whole) => ({
    async readNotification(request) {
      const told = await whole.readNotification(request);
      return { ...told, facts: told.facts.map(change) };
    },
  }));
let openings = 0;
const firstTold = new Map<string, Fact>();
const reserved = new Map<string, Awaited<ReturnType<Connected["fetch"]>>>();
/** Takes a part for the platform, or says so. */
const sharingWith = (kind: "failed" | "succeeded") => {
  const answer = async () => (kind === "failed" ? { kind, merchant: text } : { kind });
  const prepareShare = async () => ({ kind: "ready", mostBasisPoints: 3000 }) as const;
  return connectedWith(() => ({ prepareShare, takeShare: answer, giveShareBack: answer }));
};

/** For each rule of the contract, a provider that breaks it. */
const broken: Readonly<Record<string, Provider>> = {
  "has a label in Chinese and in English": { ...stripe, label: { en: "Stripe" } },
  "refuses credentials that are not its own": {
    ...stripe,
    credentials: { safeParse: () => ({ success: true }) } as never,
  },
  "declares currencies that exist, and the capabilities that it has": {
    ...stripe,
    capabilities: ["partial-refund", "statement"],
  },
  "says in both languages what each of its credentials is": {
    ...stripe,
    credentialFields: { ...stripe.credentialFields, secretKey: { label: { en: "Secret key" } } } as never,
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
    connectedWith((whole) => ({
      // As one that forgets what the customer's browser is able to do.
      start: ({ isHosted: _, ...attempt }) => whole.start(attempt),
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
  "asks after a refund without making it": connectedWith((whole) => ({ fetchRefund: whole.refund })),
  "believes no notice that is not signed": connectedWith((whole) => ({
    readNotification: (request) =>
      request.headers["stripe-signature"]
        ? whole.readNotification(request)
        : Promise.resolve({ facts: [], reply: { status: 200, body: "" } }),
  })),
  "reads its own notice, as often as it comes, as a query would answer": connectedWith((whole) => {
    const seen = new Set<string>();
    return {
      readNotification: async (request) => {
        const signature = request.headers["stripe-signature"]!;
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
  "takes the platform's part of a payment once for a key, and lets the rest go": sharingWith("failed"),
  "lets a payment go of which the platform takes nothing": sharingWith("failed"),
  "gives the platform's part back once for a key, and no more than it took": sharingWith("succeeded"),
  "believes no old notice": {
    ...stripe,
    connect: (credentials, environment) =>
      stripe.connect(credentials, { ...environment, clock: simulator.platform.clock }),
  },
  "names the money that a dispute took, why and until when to answer": toldOtherwise((fact) =>
    fact.kind === "dispute" ? { ...fact, dispute: { ...fact.dispute, movements: [] } } : fact,
  ),
  // As one who believes the event's own words: what it said when it was written.
  "tells of a dispute as it stands now, in whatever order its notices come": connectedWith((whole) => ({
    async readNotification(request) {
      const { id } = JSON.parse(Buffer.from(request.body).toString()) as { id: string };
      const told = await whole.readNotification(request);
      if (!firstTold.has(id)) firstTold.set(id, told.facts[0]!);
      return { ...told, facts: [firstTold.get(id)!] };
    },
  })),
  "answers for a dispute by its number, and for nobody else's": connectedWith((whole) => ({
    fetchDispute: (id) => whole.fetchDispute!(id.slice(0, 27)),
  })),
  // As one who takes a reservation for money.
  "reserves the money of an attempt that is captured later, and takes none of it": connectedWith((whole) => ({
    fetch: async (attempt) => {
      const told = await whole.fetch(attempt);
      return told.kind === "authorized" ? paid(told.authorization.id, attempt.amount.amount) : told;
    },
  })),
  // As one who believes what it asked for, and not what was answered.
  "captures what was reserved once, in part or in full, and never more": connectedWith(() => ({
    capture: async (hold) => paid(hold.paymentId, hold.amount.amount),
  })),
  "releases what was reserved, and never what was captured": connectedWith((whole) => ({
    void: async (hold) => {
      const told = await whole.void!(hold);
      return told.kind === "paid" ? declined : told;
    },
  })),
  // As one that makes up a key of its own.
  "opens an account once for a key, which takes no money before its merchant said who they are": platformWith(
    (whole) => ({
      openSubAccount: (opening) =>
        whole.openSubAccount!({ ...opening, requestKey: `${opening.requestKey}-${openings++}` }),
    }),
  ),
  "leads to a page that is good once, and to another, until its merchant has said all": platformWith(
    (whole) => {
      // As one that keeps a page for later.
      const pages = new Map<string, ReturnType<NonNullable<ConnectedPlatform["onboardAt"]>>>();
      return {
        onboardAt(subAccount, back) {
          const page = pages.get(subAccount) ?? whole.onboardAt!(subAccount, back);
          pages.set(subAccount, page);
          return page;
        },
      };
    },
  ),
  "tells when an account is to be asked again, and that it takes no money any more": platformWith(
    (whole) => ({
      async addressNotice(request) {
        const told = await whole.addressNotice(request);
        return told.addressee?.attemptId === null ? { ...told, addressee: null } : told;
      },
    }),
  ),
  "says when what was reserved has lapsed": connectedWith((whole) => ({
    fetch: async (attempt) => {
      const told = reserved.get(attempt.id) ?? (await whole.fetch(attempt));
      if (told.kind === "authorized") reserved.set(attempt.id, told);
      return told;
    },
  })),
};

describe("the contract's rules", () => {
  it("are each broken by one provider below", () => {
    expect(Object.keys(broken).sort()).toEqual(contractRules.map((rule) => rule.name).sort());
  });

  it.each(contractRules)("catch a provider where it breaks: $name", async (rule) => {
    const { subject } = openOnPageShop(simulator);
    await expect(rule.check({ ...subject, provider: broken[rule.name]! })).rejects.toThrow();
    // The same far end satisfies the whole provider: it was the break that was caught.
    await rule.check(subject);
  });
});
