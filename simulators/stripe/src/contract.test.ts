import { contractSuite, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

for (const mode of ["test", "live"] as const) {
  describe(`in ${mode} mode`, () => {
    let shop: Shop | undefined;
    contractSuite(stripe, () => {
      shop ??= openShop(simulator, { mode });
      return shop.subject.far;
    });
  });
}
