import assert from "node:assert/strict";
import { createClock } from "@hutong/kernel";
import { NotProven, type RawRequest } from "./contract.ts";
import { connectSubject, paidAttempt, sampleAttempt } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

const notProven = (error: unknown) => error instanceof NotProven;

// One bit of every byte in turn: the first, the last, and some on the way.
function* altered(request: RawRequest): Generator<RawRequest> {
  const step = Math.max(1, Math.floor(request.body.length / 16));
  for (let at = 0; at < request.body.length; at += step) {
    const body = Uint8Array.from(request.body);
    body[at]! ^= 1;
    yield { headers: request.headers, body };
  }
  yield { headers: request.headers, body: request.body.subarray(0, -1) };
}

export const noticeRules: readonly ContractRule[] = [
  {
    name: "believes no notice that is not signed",
    needs: [],
    async check(subject) {
      const { id } = sampleAttempt();
      const body = Buffer.from(
        JSON.stringify({
          attemptId: id,
          state: "paid",
          payments: [{ id: "1", amount: 16800, currency: "CNY" }],
        }),
      );
      const connected = connectSubject(subject);
      await assert.rejects(connected.readNotification({ headers: {}, body }), notProven);
      const now = String(Math.floor(Date.now() / 1000));
      const forged = { "x-test-timestamp": now, "x-test-signature": "AAAA" };
      await assert.rejects(connected.readNotification({ headers: forged, body }), notProven);
    },
  },
  {
    name: "reads its own notice, as often as it comes, as a query would answer",
    needs: ["pay", "notice"],
    async check(subject) {
      const { attempt } = await paidAttempt(subject);
      const connected = connectSubject(subject);
      const request = await subject.far.notice!(attempt);
      const fact = { attemptId: attempt.id, outcome: await connected.fetch(attempt) };
      for (const _ of ["first", "again"]) {
        const { facts, reply } = await connected.readNotification(request);
        assert.deepEqual(facts, [fact]);
        assert.ok(reply.status >= 200 && reply.status < 300);
      }
    },
  },
  {
    name: "believes no notice that was altered on the way",
    needs: ["pay", "notice"],
    async check(subject) {
      const { attempt } = await paidAttempt(subject);
      const connected = connectSubject(subject);
      const request = await subject.far.notice!(attempt);
      for (const forged of altered(request))
        await assert.rejects(connected.readNotification(forged), notProven);
    },
  },
  {
    name: "believes no old notice",
    needs: ["pay", "notice"],
    async check(subject) {
      const { attempt } = await paidAttempt(subject);
      const request = await subject.far.notice!(attempt);
      const lastsMs = (subject.far.noticeLastsMinutes ?? 5) * 60_000;
      const after = (ms: number) =>
        connectSubject(subject, { clock: createClock(subject.far.environment.clock.offsetMs + ms) });
      // As long as the provider may still be sending it, it is no old one.
      await after(lastsMs - 60_000).readNotification(request);
      await assert.rejects(after(lastsMs + 60_000).readNotification(request), notProven);
    },
  },
];
