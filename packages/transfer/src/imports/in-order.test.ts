import { expect, test } from "vitest";
import { InOrder } from "./in-order.ts";

/** Steps that are kept or fail when the test says so; a second try of one is called by its name twice. */
function steps() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const endOf = (name: string) => {
    const end = ends.get(name) ?? Promise.withResolvers<void>();
    ends.set(name, end);
    return end;
  };
  const write = async (
    name: string,
    order: { before: Promise<string>; isAlone: boolean; onSent(): void },
  ) => {
    const known = order.isAlone ? name + name : name;
    begun.push(known);
    order.onSent();
    await endOf(known).promise;
    return (await order.before) + name;
  };
  const passes = (error: unknown) => error instanceof Error && error.message === "passes";
  return { writing: new InOrder<string, string>("", write, passes), begun, end: endOf };
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
  const { writing, begun, end } = steps();
  await writing.begin("a");
  const second = writing.begin("b");
  end("b").resolve();
  end("a").reject(new Error("a failed"));
  await expect(second).rejects.toThrow("a failed");
  await expect(writing.end()).rejects.toThrow("a failed");
  expect(begun).toEqual(["a", "b"]);
});

test("what failed for a reason that passes is tried again when those behind it are undone, and they behind it", async () => {
  const { writing, begun, end } = steps();
  await writing.begin("a");
  const second = writing.begin("b");
  end("b").resolve();
  end("a").reject(new Error("passes"));
  end("bb").resolve();
  await expect.poll(() => begun).toEqual(["a", "b", "aa"]);
  end("aa").resolve();
  expect(await second).toBe("a");
  expect(await writing.end()).toBe("ab");
  expect(begun).toEqual(["a", "b", "aa", "bb"]);
});
