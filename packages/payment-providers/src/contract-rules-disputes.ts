import assert from "node:assert/strict";
import type { AttemptToPay, RawRequest } from "./contract.ts";
import { connectSubject, paidAttempt, type Subject } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";
import type { Dispute } from "./disputes.ts";

async function disputed(subject: Subject) {
  const { attempt, payment } = await paidAttempt(subject);
  return { attempt, payment, opened: await subject.far.dispute!(attempt, "open") };
}

/** What a notice says of the one dispute that it is about, but for when it was read. */
async function toldBy(
  subject: Subject,
  attempt: AttemptToPay,
  notice: RawRequest,
): Promise<Omit<Dispute, "readAt">> {
  const { facts, reply } = await connectSubject(subject).readNotification(notice);
  assert.ok(reply.status >= 200 && reply.status < 300);
  const [fact] = facts;
  assert.ok(fact?.kind === "dispute" && facts.length === 1, "says one thing, of a dispute");
  assert.equal(fact.attemptId, attempt.id);
  const { readAt, ...dispute } = fact.dispute;
  assert.ok(readAt instanceof Date);
  return dispute;
}

const takenBy = ({ movements }: Pick<Dispute, "movements">) =>
  movements.reduce((sum, { taken }) => sum + taken.amount, 0);

export const disputeRules: readonly ContractRule[] = [
  {
    name: "names the money that a dispute took, why and until when to answer",
    needs: ["pay", "dispute"],
    capability: "disputes",
    async check(subject) {
      const { attempt, payment, opened } = await disputed(subject);
      const dispute = await toldBy(subject, attempt, opened);
      assert.equal(dispute.paymentId, payment.id);
      assert.deepEqual(dispute.amount, attempt.amount);
      assert.equal(dispute.state, "needs-answer");
      assert.ok(dispute.answerBy && dispute.answerBy > dispute.openedAt, "there is time to answer");
      assert.ok(dispute.reason["zh-CN"] && dispute.reason.en, "why, in both languages");
      assert.equal(takenBy(dispute), attempt.amount.amount);
      assert.ok(dispute.movements.every(({ taken }) => taken.currency === attempt.amount.currency));
      const lost = await toldBy(subject, attempt, await subject.far.dispute!(attempt, "lose"));
      assert.equal(lost.state, "lost");
      assert.deepEqual(lost.movements, dispute.movements, "what was lost stays taken");
    },
  },
  {
    name: "tells of a dispute as it stands now, in whatever order its notices come",
    needs: ["pay", "dispute"],
    capability: "disputes",
    async check(subject) {
      const { attempt, opened } = await disputed(subject);
      const before = await toldBy(subject, attempt, opened);
      const won = await subject.far.dispute!(attempt, "win");
      const now = await toldBy(subject, attempt, won);
      assert.equal(now.state, "won");
      assert.equal(takenBy(now), 0, "what was won came back");
      const isThere = (id: string) => now.movements.some((one) => one.id === id);
      assert.ok(
        before.movements.every(({ id }) => isThere(id)),
        "a movement is never unsaid",
      );
      assert.deepEqual(await toldBy(subject, attempt, opened), now);
    },
  },
  {
    name: "answers for a dispute by its number, and for nobody else's",
    needs: ["pay", "dispute"],
    capability: "disputes",
    async check(subject) {
      const { attempt, opened } = await disputed(subject);
      const { id, ...rest } = await toldBy(subject, attempt, opened);
      const connected = connectSubject(subject);
      const asked = await connected.fetchDispute!(id);
      assert.equal(asked?.attemptId, attempt.id);
      const { readAt: _, ...dispute } = asked.dispute;
      assert.deepEqual(dispute, { id, ...rest });
      assert.equal(await connected.fetchDispute!(`${id}0`), null);
    },
  },
];
