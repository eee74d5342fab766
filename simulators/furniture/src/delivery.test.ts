import { createClock } from "@hutong/kernel";
import { expect, it } from "vitest";
import { deliverDue, type Pending } from "./delivery.ts";
import { type CommonNoticeFault, fairWeather, type NoticeWeather, takePlanned } from "./faults.ts";

interface Notice extends Pending {
  readonly name: string;
}

function open(weather: Partial<NoticeWeather> = {}, drawn: readonly number[] = []) {
  const clock = createClock();
  const numbers = [...drawn];
  const outbox = {
    clock,
    notices: ["a", "b"].map((name): Notice => ({ name, tries: 0, dueAt: clock.now().getTime() })),
    faults: {
      notices: [] as (CommonNoticeFault | "odd")[],
      weather: { ...fairWeather, ...weather },
      random: () => numbers.shift() ?? 0.999,
    },
  };
  const posted: [string, unknown][] = [];
  const heard = { is: true };
  const deliver = () =>
    deliverDue(outbox, {
      schedule: [10, 20],
      async post({ name }, fault) {
        posted.push([name, fault]);
        return name;
      },
      dropped: ({ name }) => `${name} lost`,
      isHeard: (_, fault) => heard.is && fault !== "odd",
    });
  return { outbox, posted, heard, deliver, pass: (seconds: number) => clock.advance(seconds * 1000) };
}

it("what was heard is gone, and what was not comes again until the schedule ends", async () => {
  const { outbox, heard, deliver, pass } = open();
  heard.is = false;
  expect(await deliver()).toEqual(["a", "b"]);
  expect(await deliver()).toEqual([]);
  pass(10);
  expect(await deliver()).toEqual(["a", "b"]);
  pass(19);
  expect(await deliver()).toEqual([]);
  pass(1);
  expect(await deliver()).toEqual(["a", "b"]);
  expect(outbox.notices).toEqual([]);
});

it("planned faults come first, each once; what they spoil counts as not heard", async () => {
  const { outbox, posted, deliver, pass } = open();
  outbox.faults.notices.push("drop", "odd");
  expect(await deliver()).toEqual(["a lost", "b"]);
  expect(posted).toEqual([["b", "odd"]]);
  pass(10);
  outbox.faults.notices.push("double", { delaySeconds: 60 });
  expect(await deliver()).toEqual(["a", "a", "b"]);
  expect(outbox.notices).toEqual([]);
});

it("a delay holds the first try back", async () => {
  const { outbox, deliver, pass } = open();
  outbox.faults.notices.push({ delaySeconds: 60 });
  expect(await deliver()).toEqual(["b"]);
  pass(59);
  expect(await deliver()).toEqual([]);
  pass(1);
  expect(await deliver()).toEqual(["a"]);
});

it("weather drops, doubles, delays and reorders by the numbers that are drawn", async () => {
  const { deliver, posted } = open({ drop: 0.3, double: 0.3, isReordered: true }, [0.1, 0.5]);
  expect(await deliver()).toEqual(["b lost", "a", "a"]);
  expect(posted).toEqual([
    ["a", "double"],
    ["a", "double"],
  ]);
  const late = open({ maxDelaySeconds: 100 }, [0.9, 0.25, 0.9, 0]);
  expect(await late.deliver()).toEqual([]);
  expect(late.outbox.notices.map(({ dueAt, tries }) => [dueAt > Date.now() + 20_000, tries])).toEqual([
    [true, 1],
    [false, 1],
  ]);
});

it("a fault planned for calls is used up by the first that fits", () => {
  const answers = [
    { on: "/refunds", fault: 1 },
    { on: "/v3/", fault: 2 },
  ];
  expect(takePlanned(answers, "/v3/orders")).toBe(2);
  expect(takePlanned(answers, "/v3/orders")).toBeUndefined();
  expect(takePlanned(answers, "/v3/refunds")).toBe(1);
  expect(answers).toEqual([]);
});
