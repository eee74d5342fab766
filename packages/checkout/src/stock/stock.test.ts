import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { kinds, type Step, StockPlay } from "./stock-steps.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(11),
  location: fc.constantFrom(0 as const, 1 as const),
  variant: fc.constantFrom(0 as const, 1 as const),
  isSet: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 5 }),
});

// More of it: STOCK_RUNS=500 STOCK_SEED=1 npx vitest run packages/checkout/src/stock
const numRuns = Number(process.env.STOCK_RUNS ?? 8);
const seed = Number(process.env.STOCK_SEED ?? Date.now() % 1_000_000_000);

it(`conserves stock at every step of any sequence, and movements add up to it (seed ${seed})`, async () => {
  let steps = 0;
  const sequences = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (all) => {
    const play = await StockPlay.open(database);
    for (const one of all) {
      await play.play(one);
      steps += 1;
      const { units, sums, incoming, hasSet } = await play.read();
      const { model } = play;
      expect(units).toEqual(model.units);
      expect(sums).toEqual(units);
      expect(hasSet).toBe(model.hasSet);
      expect(incoming).toBe(model.consignments.reduce((sum, { incoming: n }) => sum + n, 0));
      expect(model.total).toBe(model.net);
    }
  });
  await fc.assert(sequences, { seed, numRuns });
  console.log(`stock: ${steps} steps of ${numRuns} sequences held, seed ${seed}`);
}, 600_000);
