import { expect, it } from "vitest";
import { disabledWords, missingWords } from "./requirement-words.ts";
import { toStanding } from "./standing.ts";

const account = (change: object = {}, requirements: object = {}) => ({
  id: "acct_1",
  charges_enabled: false,
  details_submitted: true,
  requirements: { currently_due: [], past_due: [], disabled_reason: null, ...requirements },
  ...change,
});

it("opens an account by what Stripe says of charges, and by nothing else", () => {
  const isOpen = (change: object, requirements: object = {}) =>
    toStanding(account(change, requirements)).kind === "works";
  expect(isOpen({ charges_enabled: true })).toBe(true);
  expect(isOpen({ charges_enabled: true }, { currently_due: ["external_account"] })).toBe(true);
  expect(isOpen({ details_submitted: true })).toBe(false);
  expect(isOpen({ requirements: null })).toBe(false);
});

it.each([
  ["has to be finished", account({ details_submitted: false }), true],
  ["is rejected", account({}, { disabled_reason: "rejected.fraud", past_due: ["external_account"] }), false],
  ["is being reviewed", account({}, { disabled_reason: "under_review" }), false],
  ["is being checked", account({}, { disabled_reason: "requirements.pending_verification" }), false],
  [
    "lacks something",
    account({}, { disabled_reason: "requirements.past_due", past_due: ["tos_acceptance.ip"] }),
    true,
  ],
] as const)("an account that %s can be gone on with, or not", (_, told, canGoOn) => {
  expect(toStanding(told)).toMatchObject({ kind: "unready", canGoOn });
});

it("has words in both languages for every reason, known or not", () => {
  const reasons = [
    "action_required.requested_capabilities",
    "listed",
    "other",
    "platform_paused",
    "rejected.fraud",
    "rejected.incomplete_verification",
    "rejected.listed",
    "requirements.past_due",
    "requirements.pending_verification",
    "under_review",
    "one of tomorrow",
  ];
  for (const reason of reasons) expect(Object.keys(disabledWords(reason)).sort()).toEqual(["en", "zh-CN"]);
  const refused = reasons.filter((reason) => disabledWords(reason).en?.includes("for good"));
  expect(refused).toEqual(reasons.filter((reason) => reason.startsWith("rejected.")));
});

it("says each kind of what is missing once, and what it does not know as something else", () => {
  const due = [
    "individual.first_name",
    "individual.last_name",
    "person_1AbC.verification.document",
    "company.tax_id",
    "business_profile.mcc",
    "something.of.tomorrow",
  ];
  expect(missingWords(due).map(({ en }) => en)).toEqual([
    expect.stringContaining("document"),
    expect.stringContaining("sells"),
    expect.stringContaining("company's name"),
    expect.stringContaining("people responsible"),
    expect.stringContaining("Something else"),
  ]);
  expect(missingWords([])).toEqual([]);
});
