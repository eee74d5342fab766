import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { together } from "./together.ts";

const never = new AbortController().signal;

test("answers what all works answered", async () => {
  const answers = await together(
    never,
    async () => 1,
    async () => "two",
  );
  expect(answers).toEqual([1, "two"]);
});

test("the first failure ends the others before it is thrown", async () => {
  let isOtherOver = false;
  const failing = together(
    never,
    async () => {
      throw new Error("broken");
    },
    async (signal) => {
      await wait(10_000, undefined, { signal }).catch(() => wait(20));
      isOtherOver = true;
      signal.throwIfAborted();
    },
  );
  await expect(failing).rejects.toThrow("broken");
  expect(isOtherOver).toBe(true);
});

test("being stopped from outside is thrown", async () => {
  const stop = new AbortController();
  const stopped = together(stop.signal, (signal) => wait(10_000, undefined, { signal }));
  stop.abort();
  await expect(stopped).rejects.toThrow(/abort/i);
});
