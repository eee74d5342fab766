import { createClock } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { controlDoor, moveClock } from "./control-door.ts";
import { type Served, serve } from "./serve.ts";
import { controlDoorSuite, postControl } from "./testing.ts";

class Refused extends Error {}
const platform = { clock: createClock() };
const door = controlDoor<typeof platform>(
  {
    "/control/calm": () => ({}),
    "/control/books": () => ({}),
    "/control/clock": moveClock,
    "/control/range": () => {
      throw new RangeError("too far");
    },
    "/control/refused": () => {
      throw new Refused("no");
    },
    "/control/broken": () => {
      throw new Error("a fault of ours");
    },
  },
  (error) => (error instanceof Refused ? error.message : undefined),
);

let served: Served;
const kept = vi.fn();
beforeAll(async () => {
  served = await serve((request) => door(platform, request), { beforeReply: kept });
});
afterAll(() => served.stop());

controlDoorSuite(() => served.origin);

it("tells a refusal from what is not understood, and from a fault of ours, which breaks the connection", async () => {
  expect(await postControl(served.origin, "range")).toEqual({ status: 400, answer: { error: "too far" } });
  expect(await postControl(served.origin, "refused")).toEqual({ status: 409, answer: { error: "no" } });
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  await expect(postControl(served.origin, "broken")).rejects.toThrow("fetch failed");
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});

it("moves the clock forwards", async () => {
  const before = platform.clock.offsetMs;
  expect((await postControl(served.origin, "clock", { advanceMs: 1000 })).status).toBe(200);
  expect(platform.clock.offsetMs).toBe(before + 1000);
});

it("a far end says that it is ready, cuts off what is too long, and keeps what it promised before it answers", async () => {
  kept.mockClear();
  expect(await (await fetch(`${served.origin}/readyz`)).text()).toBe("ready");
  expect(kept).not.toHaveBeenCalled();
  await postControl(served.origin, "calm");
  expect(kept).toHaveBeenCalledOnce();
  const long = { method: "POST", body: "x".repeat(1024 * 1024 + 1) };
  await expect(fetch(`${served.origin}/control/calm`, long)).rejects.toThrow("fetch failed");
});
