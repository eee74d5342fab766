import assert from "node:assert/strict";
import { type Money, money } from "@hutong/kernel";
import type { AttemptToPay, HoldToCapture, Outcome } from "./contract.ts";
import { connectSubject, type Subject, sampleAttempt } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

interface Held {
  readonly attempt: AttemptToPay;
  readonly id: string;
  hold(amount: Money, requestKey?: string): HoldToCapture;
}

/** An attempt whose money the customer has let reserve. */
async function held(subject: Subject): Promise<Held> {
  const connected = connectSubject(subject);
  const attempt = sampleAttempt({ isCapturedLater: true });
  await connected.start(attempt);
  await subject.far.pay!(attempt);
  const outcome = await connected.fetch(attempt);
  assert.ok(outcome.kind === "authorized", `reserved, not ${outcome.kind}`);
  const { id } = outcome.authorization;
  return {
    attempt,
    id,
    hold: (amount, requestKey = `capture-${attempt.id}`) => ({
      requestKey,
      attemptId: attempt.id,
      paymentId: id,
      amount,
    }),
  };
}

const part = money(8400, "CNY");
const taken = (outcome: Outcome) =>
  outcome.kind === "paid" ? outcome.payments.map(({ amount }) => amount) : outcome.kind;

const needs = ["pay", "holdNotice", "lapse"] as const;
const capability = "manual-capture";

export const holdRules: readonly ContractRule[] = [
  {
    name: "reserves the money of an attempt that is captured later, and takes none of it",
    needs,
    capability,
    async check(subject) {
      const { attempt, id } = await held(subject);
      const connected = connectSubject(subject);
      const told = await connected.fetch(attempt);
      assert.ok(told.kind === "authorized" && id !== "");
      assert.deepEqual(told.authorization.amount, attempt.amount);
      const { expiresAt } = told.authorization;
      assert.ok(expiresAt && expiresAt > subject.far.environment.clock.now(), "there is time to capture");
      assert.deepEqual(await connected.start(attempt), told);
      assert.deepEqual(await connected.cancel(attempt), told, "it was too late to close");
      const { facts } = await connected.readNotification(await subject.far.holdNotice!(attempt));
      assert.deepEqual(facts, [{ attemptId: attempt.id, outcome: told }]);
    },
  },
  {
    name: "captures what was reserved once, in part or in full, and never more",
    needs,
    capability,
    async check(subject) {
      const connected = connectSubject(subject);
      const one = await held(subject);
      for (const key of ["first", "first", "second"])
        assert.deepEqual(taken(await connected.capture!(one.hold(part, `${one.id}-${key}`))), [part]);
      assert.deepEqual(taken(await connected.fetch(one.attempt)), [part]);
      const other = await held(subject);
      const more = money(other.attempt.amount.amount + 1, "CNY");
      await assert.rejects(connected.capture!(other.hold(more, `${other.id}-more`)));
      assert.equal((await connected.fetch(other.attempt)).kind, "authorized");
      const all = await connected.capture!(other.hold(other.attempt.amount, `${other.id}-all`));
      assert.deepEqual(taken(all), [other.attempt.amount]);
    },
  },
  {
    name: "releases what was reserved, and never what was captured",
    needs,
    capability,
    async check(subject) {
      const connected = connectSubject(subject);
      const one = await held(subject);
      const released = { attemptId: one.attempt.id, paymentId: one.id };
      for (const _ of ["first", "again"]) assert.equal((await connected.void!(released)).kind, "declined");
      assert.equal((await connected.fetch(one.attempt)).kind, "declined");
      assert.equal((await connected.capture!(one.hold(part))).kind, "declined");
      const other = await held(subject);
      await connected.capture!(other.hold(part));
      const late = await connected.void!({ attemptId: other.attempt.id, paymentId: other.id });
      assert.deepEqual(taken(late), [part]);
    },
  },
  {
    name: "says when what was reserved has lapsed",
    needs,
    capability,
    async check(subject) {
      const connected = connectSubject(subject);
      const one = await held(subject);
      await subject.far.lapse!(one.attempt);
      assert.equal((await connected.fetch(one.attempt)).kind, "declined");
      assert.equal((await connected.capture!(one.hold(part))).kind, "declined");
    },
  },
];
