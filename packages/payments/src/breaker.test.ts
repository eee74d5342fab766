import { expect, it } from "vitest";
import { createBreaker, ProviderUnavailable } from "./breaker.ts";

/** A clock that stands still until it is moved. */
function standingClock() {
  let at = Date.UTC(2026, 0, 1);
  return {
    offsetMs: 0,
    now: () => new Date(at),
    advance(ms: number) {
      at += ms;
    },
  };
}

function open() {
  const clock = standingClock();
  const breaker = createBreaker(clock);
  let calls = 0;
  const fail = () =>
    breaker.run(async () => {
      calls += 1;
      throw new Error("no answer");
    });
  const succeed = () =>
    breaker.run(async () => {
      calls += 1;
      return "paid";
    });
  const failTimes = async (times: number) => {
    for (let time = 0; time < times; time += 1) await expect(fail()).rejects.toThrow("no answer");
  };
  return { clock, breaker, fail, succeed, failTimes, calls: () => calls };
}

it("opens after five failures within ten seconds, and calls nobody then", async () => {
  const { failTimes, succeed, calls } = open();
  await failTimes(5);
  await expect(succeed()).rejects.toThrow(ProviderUnavailable);
  expect(calls()).toBe(5);
});

it("does not open for failures that lie apart, nor for some among successes", async () => {
  const { clock, failTimes, succeed } = open();
  for (let time = 0; time < 8; time += 1) {
    await failTimes(1);
    clock.advance(3000);
  }
  await expect(succeed()).resolves.toBe("paid");
  await failTimes(4);
  await succeed();
  await failTimes(4);
  await expect(succeed()).resolves.toBe("paid");
});

it("lets one call through after a while: success closes it", async () => {
  const { clock, breaker, failTimes, succeed } = open();
  await failTimes(5);
  clock.advance(5000);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = breaker.run(() => promise);
  await expect(succeed()).rejects.toThrow(ProviderUnavailable);
  resolve("paid");
  await expect(first).resolves.toBe("paid");
  await expect(succeed()).resolves.toBe("paid");
});

it("stays open twice as long after a failed trial, a minute at most", async () => {
  const { clock, failTimes, succeed } = open();
  await failTimes(5);
  for (const wait of [5, 10, 20, 40, 60, 60]) {
    clock.advance(wait * 1000 - 1);
    await expect(succeed()).rejects.toThrow(ProviderUnavailable);
    clock.advance(1);
    await failTimes(1);
  }
});
