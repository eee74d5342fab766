import { describe, it } from "vitest";
import type { PaymentProvider } from "./contract.ts";
import type { FarEnd } from "./contract-far-end.ts";
import { contractRules } from "./contract-rules.ts";

/** Registers the contract's rules as tests of a provider. `far` gives credentials and a running far end. */
export function contractSuite(provider: PaymentProvider<unknown>, far: () => FarEnd | Promise<FarEnd>): void {
  describe(`payment provider ${provider.id}`, () => {
    const { capabilities } = provider;
    const rules = contractRules.filter(({ capability }) => !capability || capabilities.includes(capability));
    for (const rule of rules) {
      it(rule.name, async (test) => {
        const end = await far();
        const missing = rule.needs.find((part) => end[part] === undefined);
        test.skip(missing !== undefined, `its far end has no "${missing}"`);
        await rule.check({ provider, far: end });
      });
    }
  });
}
