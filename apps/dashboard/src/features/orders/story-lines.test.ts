import type { AttemptStory } from "@hutong/payments";
import { expect, test } from "vitest";
import { storyLines } from "./story-lines.ts";

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 0, 5, 10, minute, second));
const attempt: AttemptStory = {
  id: "a",
  methodTitle: { en: "WeChat Pay" },
  amount: 16800,
  currency: "CNY",
  state: "paid",
  device: "desktop",
  isByHand: false,
  queries: 0,
  decline: null,
  startedAt: at(2),
  expiresAt: at(17),
  story: [
    { kind: "action", action: "qr-code", at: at(2, 1).toISOString() },
    {
      kind: "paid",
      source: "notice",
      amount: 16800,
      currency: "CNY",
      use: "applied",
      at: at(3).toISOString(),
    },
  ],
};
const order = { placedAt: at(3), total: 16800, currency: "CNY" };
const saying = (lines: ReturnType<typeof storyLines>) => lines.map(({ says }) => says);

test("a payment is told from the question to the order", () => {
  expect(saying(storyLines([attempt], order, at(30)))).toEqual([
    { kind: "asked", device: "desktop" },
    { kind: "action", action: "qr-code" },
    { kind: "paid", source: "notice", use: "applied" },
    { kind: "written" },
  ]);
});

test("what happened to a payment that stays open is told in the provider's words", () => {
  const what = { en: "declined", "zh-CN": "拒绝" };
  const story: AttemptStory["story"] = [
    { kind: "action", action: "embedded", at: at(2, 1).toISOString() },
    { kind: "happened", key: "evt_1", what, at: at(2, 30).toISOString() },
  ];
  expect(saying(storyLines([{ ...attempt, story }], null, at(3)))).toEqual([
    { kind: "asked", device: "desktop" },
    { kind: "action", action: "embedded" },
    { kind: "happened", what },
  ]);
});

test("money that only the bill told of is told as the bill's word", () => {
  const paid = { amount: 16800, currency: "CNY", use: "applied", at: at(900).toISOString() } as const;
  const story: AttemptStory["story"] = [
    { kind: "action", action: "open-in-browser", at: at(2).toISOString() },
    { kind: "paid", source: "bill", ...paid },
  ];
  expect(saying(storyLines([{ ...attempt, story }], null, at(901))).slice(1)).toEqual([
    { kind: "action", action: "open-in-browser" },
    { kind: "paid", source: "bill", use: "applied" },
  ]);
});

test("money that was reserved is told apart from money that came", () => {
  const money = { amount: 16800, currency: "CNY" };
  const story: AttemptStory["story"] = [
    { kind: "authorized", source: "notice", ...money, isUsed: true, at: at(3).toISOString() },
    { kind: "paid", source: "answer", ...money, amount: 10000, use: "applied", at: at(20).toISOString() },
  ];
  const lines = storyLines([{ ...attempt, story }], order, at(30));
  expect(saying(lines).slice(1)).toEqual([
    { kind: "authorized", source: "notice", isUsed: true },
    { kind: "written" },
    { kind: "captured" },
  ]);
  expect(lines.map(({ amount }) => amount)).toEqual([16800, 16800, 16800, 10000]);

  const lapsed: AttemptStory["story"] = [
    { kind: "authorized", source: "hologram", ...money, isUsed: false, at: at(3).toISOString() },
    { kind: "voided", source: "query", at: at(9).toISOString() },
  ];
  expect(
    saying(storyLines([{ ...attempt, state: "cancelled", story: lapsed }], null, at(30))).slice(1),
  ).toEqual([{ kind: "authorized", source: "answer", isUsed: false }, { kind: "voided" }]);
});

test("the platform's part and its return are told with their own amounts", () => {
  const what = { en: "no relation", "zh-CN": "没有关系" };
  const story: AttemptStory["story"] = [
    { kind: "share-failed", what, at: at(4).toISOString() },
    { kind: "shared", amount: 100, currency: "CNY", at: at(5).toISOString() },
    { kind: "share-returned", amount: 40, currency: "CNY", at: at(6).toISOString() },
  ];
  const lines = storyLines([{ ...attempt, story }], null, at(30)).slice(1);
  expect(saying(lines)).toEqual([
    { kind: "share-failed", what },
    { kind: "shared" },
    { kind: "share-returned" },
  ]);
  expect(lines.map(({ amount }) => amount)).toEqual([16800, 100, 40]);
});

test("tries are told in the order that they happened, with what came in for each", () => {
  const declined: AttemptStory = {
    ...attempt,
    id: "b",
    state: "declined",
    decline: { en: "no money" },
    startedAt: at(0),
    story: [{ kind: "declined", source: "query", at: at(1).toISOString() }],
  };
  const twice: AttemptStory = {
    ...attempt,
    story: [
      ...attempt.story,
      {
        kind: "paid",
        source: "notice",
        amount: 200,
        currency: "USD",
        use: "parked",
        at: at(9).toISOString(),
      },
    ],
  };
  const lines = storyLines([twice, declined], order, at(30));
  expect(lines.map(({ key }) => key)).toEqual(["b begun", "b 0", "a begun", "a 0", "a 1", "order", "a 2"]);
  expect(lines[1]!.says).toEqual({ kind: "declined", source: "query", why: { en: "no money" } });
  expect(lines.at(-1)).toMatchObject({ amount: 200, currency: "USD" });
});

test("what was never paid ran out once its time is over, not before", () => {
  const open: AttemptStory = { ...attempt, state: "action_required", story: [] };
  expect(saying(storyLines([open], null, at(16)))).toHaveLength(1);
  expect(saying(storyLines([open], null, at(17))).at(-1)).toEqual({ kind: "expired" });
});

test("a word that a later version wrote is no fault", () => {
  const story = [{ kind: "action" as const, action: "hologram", at: at(2).toISOString() }];
  expect(saying(storyLines([{ ...attempt, story }], null, at(5)))[1]).toEqual({
    kind: "action",
    action: "other",
  });
});
