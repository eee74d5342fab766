import assert from "node:assert/strict";
import { connectSubject, sampleAttempt } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

export const embeddedRules: readonly ContractRule[] = [
  {
    name: "draws inside our page only what is found again, by its own script, and not where its own page is asked for",
    needs: [],
    async check(subject) {
      const connected = connectSubject(subject);
      const told = await connected.start(sampleAttempt());
      if (told.kind !== "action-required" || told.action.kind !== "embedded") return;
      const { secret, ...kept } = told.action;
      assert.ok(told.reference, "an attempt that can be paid has a name");
      assert.ok(secret, "the customer's secret");
      assert.ok(!JSON.stringify(kept).includes(secret), "what is kept tells no secret");
      assert.ok(kept.allow.script.includes(new URL(kept.script).origin), "the script may be loaded");
      const hosted = await connected.start(sampleAttempt({ isHosted: true }));
      assert.ok(hosted.kind !== "action-required" || hosted.action.kind !== "embedded");
    },
  },
];
