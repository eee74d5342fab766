import { alipay, contractSuite } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe } from "vitest";
import type { Registration } from "./apps.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const ways: Readonly<Record<string, Registration>> = {
  "a page of Alipay's": { desktop: "page" },
  "a code of ours, keys as the key tool gives them": { desktop: "qr", keyForm: "tool" },
};
for (const [name, registration] of Object.entries(ways)) {
  describe(`by ${name}`, () => {
    let shop: Shop | undefined;
    contractSuite(alipay, () => {
      shop ??= openShop(simulator, registration);
      return shop.subject.far;
    });
  });
}
