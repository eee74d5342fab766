import { contractSuite, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type OnPageShop, openOnPageShop } from "./testing/on-page.ts";
import { openConnectedShop, openShop, type Shop } from "./testing/shop.ts";

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

for (const mode of ["test", "live"] as const) {
  describe(`on our page, in ${mode} mode`, () => {
    let shop: OnPageShop | undefined;
    contractSuite(stripe, () => {
      shop ??= openOnPageShop(simulator, { mode });
      return shop.subject.far;
    });
  });
}

for (const mode of ["test", "live"] as const) {
  describe(`with an account connected to the platform's, in ${mode} mode`, () => {
    let shop: ReturnType<typeof openConnectedShop> | undefined;
    contractSuite(stripe, () => {
      shop ??= openConnectedShop(simulator, { mode });
      return shop.subject.far;
    });
  });
}
