import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Money, money } from "@hutong/kernel";
import type { ConnectedProvider, ShareOutcome, ShareToGiveBack, ShareToTake } from "./contract.ts";
import { connectSubject, paidAttempt, type Subject } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

type Sharing = Required<Pick<ConnectedProvider, "prepareShare" | "takeShare" | "giveShareBack">>;

// Null for an account that the platform takes no part of.
function sharingOf(subject: Subject): Sharing | null {
  const { prepareShare, takeShare, giveShareBack } = connectSubject(subject);
  if (!prepareShare || !takeShare || !giveShareBack) return null;
  return { prepareShare, takeShare, giveShareBack };
}

async function shareOf(subject: Subject, sharing: Sharing, amount: Money): Promise<ShareToTake> {
  const ready = await sharing.prepareShare();
  assert.ok(ready.kind === "ready" && ready.mostBasisPoints > 0 && ready.mostBasisPoints <= 10_000);
  const paidAt = subject.far.environment.clock.now();
  const { attempt, payment } = await paidAttempt(subject, { isForSharing: true });
  subject.far.passMinute?.();
  const requestKey = `share-${randomUUID()}`;
  return { requestKey, attemptId: attempt.id, paymentId: payment.id, amount, paid: payment.amount, paidAt };
}

/** Asks by one key until it is known how it ends. */
async function ended(subject: Subject, ask: () => Promise<ShareOutcome>): Promise<ShareOutcome["kind"]> {
  for (let minutes = 0; minutes < 5; minutes += 1) {
    const told = await ask();
    if (told.kind !== "pending") return told.kind;
    subject.far.passMinute?.();
  }
  return "pending";
}

export const shareRules: readonly ContractRule[] = [
  {
    name: "takes the platform's part of a payment once for a key, and lets the rest go",
    needs: ["pay"],
    async check(subject) {
      const sharing = sharingOf(subject);
      if (!sharing) return;
      const share = await shareOf(subject, sharing, money(1000, "CNY"));
      const take = (change: Partial<ShareToTake> = {}) => sharing.takeShare({ ...share, ...change });
      assert.equal(await ended(subject, take), "succeeded");
      assert.equal((await take()).kind, "succeeded");
      const another = `share-${randomUUID()}`;
      assert.notEqual(await ended(subject, () => take({ requestKey: another })), "succeeded");
    },
  },
  {
    name: "lets a payment go of which the platform takes nothing",
    needs: ["pay"],
    async check(subject) {
      const sharing = sharingOf(subject);
      if (!sharing) return;
      const share = await shareOf(subject, sharing, money(0, "CNY"));
      assert.equal(await ended(subject, () => sharing.takeShare(share)), "succeeded");
      const late = { ...share, requestKey: `share-${randomUUID()}`, amount: money(1000, "CNY") };
      assert.notEqual(await ended(subject, () => sharing.takeShare(late)), "succeeded");
    },
  },
  {
    name: "gives the platform's part back once for a key, and no more than it took",
    needs: ["pay"],
    async check(subject) {
      const sharing = sharingOf(subject);
      if (!sharing) return;
      const share = await shareOf(subject, sharing, money(1000, "CNY"));
      assert.equal(await ended(subject, () => sharing.takeShare(share)), "succeeded");
      const { requestKey: shareKey, attemptId, paymentId } = share;
      const backOf = (amount: number): ShareToGiveBack => {
        const requestKey = `share-back-${randomUUID()}`;
        return { requestKey, shareKey, attemptId, paymentId, amount: money(amount, "CNY") };
      };
      const half = backOf(500);
      assert.equal(await ended(subject, () => sharing.giveShareBack(half)), "succeeded");
      assert.equal((await sharing.giveShareBack(half)).kind, "succeeded");
      const rest = backOf(500);
      assert.equal(await ended(subject, () => sharing.giveShareBack(rest)), "succeeded");
      const more = backOf(1);
      assert.notEqual(await ended(subject, () => sharing.giveShareBack(more)), "succeeded");
    },
  },
];
