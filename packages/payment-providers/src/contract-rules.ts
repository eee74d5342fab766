import assert from "node:assert/strict";
import { isCurrency, type LocalizedText, money } from "@hutong/kernel";
import type { Capability, ConnectEnvironment, CredentialField, Outcome } from "./contract.ts";
import { connectSubject, type FarEnd, paidAttempt, type Subject, sampleAttempt } from "./contract-far-end.ts";
import { disputeRules } from "./contract-rules-disputes.ts";
import { embeddedRules } from "./contract-rules-embedded.ts";
import { holdRules } from "./contract-rules-holds.ts";
import { noticeRules } from "./contract-rules-notices.ts";
import { onboardingRules } from "./contract-rules-onboarding.ts";
import { refundRules } from "./contract-rules-refunds.ts";
import { shareRules } from "./contract-rules-shares.ts";
import { describeCredentials } from "./describe-credentials.ts";

/** One thing that every provider must keep. `check` rejects when this one does not. */
export interface ContractRule {
  readonly name: string;
  /** Parts of a far end without which the rule says nothing. */
  readonly needs: readonly (keyof FarEnd)[];
  /** Of providers that declare it; others have nothing to keep here. */
  readonly capability?: Capability;
  check(subject: Subject): Promise<void>;
}

const kinds = ["pending", "action-required", "paid", "declined"];

function assertBothLanguages(text: LocalizedText, what: string): void {
  for (const locale of ["zh-CN", "en"]) assert.ok(text[locale], `${what} has no ${locale}`);
}

function assertDeclined(outcome: Outcome): void {
  assert.equal(outcome.kind, "declined");
  if (outcome.kind !== "declined") return;
  assertBothLanguages(outcome.customer, "what the customer reads");
  assertBothLanguages(outcome.merchant, "what the merchant reads");
}

const startRules: readonly ContractRule[] = [
  {
    name: "has a label in Chinese and in English",
    needs: [],
    check: async ({ provider }) => assertBothLanguages(provider.label, "label"),
  },
  {
    name: "refuses credentials that are not its own",
    needs: [],
    check: async ({ provider }) =>
      assert.equal(provider.credentials.safeParse({ surely: "not ours" }).success, false),
  },
  {
    name: "says in both languages what each of its credentials is",
    needs: [],
    async check({ provider, far }) {
      const fields: Readonly<Record<string, CredentialField>> = provider.credentialFields;
      for (const [name, field] of Object.entries(fields)) {
        assertBothLanguages(field.label, `label of ${name}`);
        if (field.help) assertBothLanguages(field.help, `help of ${name}`);
      }
      for (const { name, choices } of describeCredentials(provider))
        for (const { value, label } of choices) assertBothLanguages(label, `choice ${value} of ${name}`);
      const given = Object.keys(provider.credentials.parse(far.credentials) as object);
      assert.deepEqual(
        given.filter((name) => !fields[name]),
        [],
        "credentials that the form would not draw",
      );
    },
  },
  {
    name: "finds out by a call whether its credentials work, and which one does not",
    needs: ["refused"],
    async check({ provider, far }) {
      const checked = (credentials: unknown, change?: Partial<ConnectEnvironment>) =>
        connectSubject({ provider, far: { ...far, credentials } }, { memory: new Map(), ...change }).check!();
      assert.equal((await checked(far.credentials)).kind, "works");
      for (const [field, credentials] of Object.entries(far.refused ?? {})) {
        const told = await checked(credentials);
        assertBothLanguages(told.merchant, "what the merchant reads");
        assert.equal(told.kind === "refused" && told.field, field);
      }
      await assert.rejects(
        checked(far.unreachable, far.unreachableIn),
        "nothing is known of an account that cannot be asked",
      );
    },
  },
  {
    name: "declares currencies that exist, and the capabilities that it has",
    needs: [],
    async check(subject) {
      const { currencies, capabilities } = subject.provider;
      assert.ok(currencies === "any" || (currencies.length > 0 && currencies.every(isCurrency)));
      const connected = connectSubject(subject);
      assert.equal(capabilities.includes("refund-query"), connected.fetchRefund !== undefined);
      assert.equal(capabilities.includes("disputes"), connected.fetchDispute !== undefined);
      assert.equal(capabilities.includes("manual-capture"), connected.capture !== undefined);
      assert.equal(capabilities.includes("manual-capture"), connected.void !== undefined);
      assert.equal(capabilities.includes("shipment-report"), connected.reportShipment !== undefined);
      assert.equal(capabilities.includes("statement"), connected.statement !== undefined);
      const parts = [connected.prepareShare, connected.takeShare, connected.giveShareBack];
      assert.ok(parts.every((part) => (part === undefined) === (connected.takeShare === undefined)));
      assert.ok(connected.takeShare === undefined || capabilities.includes("platform-share"));
    },
  },
  {
    name: "answers a start and a query in the contract's words",
    needs: [],
    async check(subject) {
      const attempt = sampleAttempt();
      const connected = connectSubject(subject);
      assert.ok(kinds.includes((await connected.start(attempt)).kind));
      assert.ok(kinds.includes((await connected.fetch(attempt)).kind));
    },
  },
  {
    name: "names id, amount and currency of the money it reports, to the last unit",
    needs: ["pay"],
    async check(subject) {
      const { attempt } = await paidAttempt(subject);
      const outcome = await connectSubject(subject).fetch(attempt);
      assert.equal(outcome.kind, "paid");
      for (const payment of outcome.kind === "paid" ? outcome.payments : []) {
        assert.notEqual(payment.id, "");
        assert.deepEqual(payment.amount, attempt.amount);
      }
    },
  },
  {
    name: "starts an attempt again without taking the money again",
    needs: ["pay"],
    async check(subject) {
      const { attempt } = await paidAttempt(subject);
      const connected = connectSubject(subject);
      const unpaid = sampleAttempt();
      const kind = (await connected.start(unpaid)).kind;
      assert.equal((await connected.start(unpaid)).kind, kind, "an unpaid attempt can be started again");
      const again = await connected.start(attempt);
      assert.ok(again.kind === "paid" && again.payments.length === 1, "a paid attempt is not paid anew");
    },
  },
  {
    name: "takes what it has not heard of, and what is unpaid, for pending",
    needs: ["pay"],
    async check(subject) {
      const connected = connectSubject(subject);
      const attempt = sampleAttempt();
      assert.equal((await connected.fetch(attempt)).kind, "pending");
      await connected.start(attempt);
      assert.equal((await connected.fetch(attempt)).kind, "pending");
    },
  },
  {
    name: "closes what is unpaid, and never what is paid",
    needs: ["pay"],
    async check(subject) {
      const connected = connectSubject(subject);
      const unpaid = sampleAttempt();
      await connected.start(unpaid);
      await subject.far.arrive?.(unpaid);
      assertDeclined(await connected.cancel(unpaid));
      assertDeclined(await connected.fetch(unpaid));
      const { attempt } = await paidAttempt(subject);
      assert.equal((await connected.cancel(attempt)).kind, "paid");
    },
  },
  {
    name: "declines a currency that it does not take",
    needs: [],
    async check(subject) {
      const { currencies } = subject.provider;
      if (currencies === "any") return;
      const foreign = ["JPY", "KWD", "EUR", "KPW"].find((code) => !currencies.includes(code))!;
      assertDeclined(await connectSubject(subject).start(sampleAttempt({ amount: money(5000, foreign) })));
    },
  },
  {
    name: "says nothing when it cannot reach its far end",
    needs: ["unreachable"],
    async check({ provider, far }) {
      const lost = connectSubject(
        { provider, far: { ...far, credentials: far.unreachable } },
        { memory: new Map(), ...far.unreachableIn },
      );
      const attempt = sampleAttempt();
      for (const call of ["start", "fetch", "cancel"] as const) await assert.rejects(lost[call](attempt));
      await assert.rejects(
        lost.refund({
          requestKey: "r-1",
          attemptId: attempt.id,
          paymentId: "p-1",
          amount: attempt.amount,
          paid: attempt.amount,
        }),
      );
    },
  },
];

/** What every provider must keep, whoever made it. */
export const contractRules: readonly ContractRule[] = [
  ...startRules,
  ...embeddedRules,
  ...refundRules,
  ...shareRules,
  ...onboardingRules,
  ...noticeRules,
  ...disputeRules,
  ...holdRules,
];
