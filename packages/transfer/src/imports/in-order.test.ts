import { expect, test } from "vitest";
import { InOrder } from "./in-order.ts";

/** Steps that are kept or fail when the test says so. */
function steps() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const writing = new InOrder<string, string>("", async (name, { before, onSent }) => {
    begun.push(name);
    const end = Promise.withResolvers<void>();
    ends.set(name, end);
    onSent();
    await end.promise;
    return (await before) + name;
  });
  return { writing, begun, end: (name: string) => ends.get(name)! };
}

test("two steps are under way at once, and each goes on from the one ahead of it", async () => {
  const { writing, begun, end } = steps();
  expect(await writing.begin("a")).toBe("");
  const second = writing.begin("b");
  expect(begun).toEqual(["a", "b"]);
  // Done first, it is kept second.
  end("b").resolve();
  end("a").resolve();
  expect(await second).toBe("a");
  expect(await writing.end()).toBe("ab");
});

test("what fails takes those behind it with it", async () => {
  const { writing, end } = steps();
  await writing.begin("a");
  const second = writing.begin("b");
  end("b").resolve();
  end("a").reject(new Error("a failed"));
  await expect(second).rejects.toThrow("a failed");
  await expect(writing.end()).rejects.toThrow("a failed");
});
