import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { LocalizedText } from "@hutong/kernel";
import type { AccountCheck, ConnectedPlatform, OnboardingPage } from "./contract.ts";
import { connectSubject, type Subject } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

const back = {
  returnUrl: "http://127.0.0.1:9/back",
  renewUrl: "http://127.0.0.1:9/again",
};

function platformOf({ provider, far }: Subject): Required<ConnectedPlatform> {
  const platform = provider.connectPlatform?.({ ...far.environment, ...far.onboarding!.environment });
  assert.ok(platform?.openSubAccount && platform.onboardAt, "opens accounts");
  return platform as Required<ConnectedPlatform>;
}

async function open(subject: Subject, requestKey = `opening-${randomUUID()}`): Promise<string> {
  const merchant = { country: "US", email: "merchant@example.com", name: "Shop" };
  const told = await platformOf(subject).openSubAccount({ requestKey, ...merchant });
  assert.equal(told.kind, "opened");
  return told.kind === "opened" ? told.subAccount : "";
}

/** What the store's account of a sub-merchant answers. */
function check({ provider, far }: Subject, subAccount: string): Promise<AccountCheck> {
  const credentials = provider.subAccountCredentials!(subAccount);
  assert.equal(provider.subAccountOf!(provider.credentials.parse(credentials)), subAccount);
  const environment = { memory: new Map(), ...far.onboarding!.environment };
  return connectSubject({ provider, far: { ...far, credentials } }, environment).check!();
}

const isInBoth = (text: LocalizedText) => Boolean(text["zh-CN"] && text.en);

function pageOf(told: OnboardingPage): string {
  assert.ok(told.kind === "page");
  return told.url;
}

export const onboardingRules: readonly ContractRule[] = [
  {
    name: "opens an account once for a key, which takes no money before its merchant said who they are",
    needs: ["onboarding"],
    capability: "onboarding",
    async check(subject) {
      const key = `opening-${randomUUID()}`;
      const subAccount = await open(subject, key);
      assert.equal(await open(subject, key), subAccount);
      assert.notEqual(await open(subject), subAccount);
      const told = await check(subject, subAccount);
      assert.ok(told.kind === "unready" && told.canGoOn, "waits for its merchant");
      assert.ok(isInBoth(told.merchant) && told.missing.length > 0 && told.missing.every(isInBoth));
    },
  },
  {
    name: "leads to a page that is good once, and to another, until its merchant has said all",
    needs: ["onboarding"],
    capability: "onboarding",
    async check(subject) {
      const { onboarding } = subject.far;
      const platform = platformOf(subject);
      const subAccount = await open(subject);
      const page = async () => pageOf(await platform.onboardAt(subAccount, back));
      const first = await page();
      assert.equal(await onboarding!.visit(first, "leave"), back.returnUrl);
      const left = await check(subject, subAccount);
      assert.ok(left.kind === "unready" && left.canGoOn, "coming back proves nothing");
      assert.equal(await onboarding!.visit(first, "leave"), back.renewUrl);
      assert.equal(await onboarding!.visit(await page(), "finish"), back.returnUrl);
      assert.equal((await check(subject, subAccount)).kind, "works");
      const foreign = await platform.onboardAt(onboarding!.foreign, back);
      assert.ok(foreign.kind === "refused" && isInBoth(foreign.merchant), "opens nobody else's account");
    },
  },
  {
    name: "tells when an account is to be asked again, and that it takes no money any more",
    needs: ["onboarding"],
    capability: "onboarding",
    async check(subject) {
      const { onboarding } = subject.far;
      const platform = platformOf(subject);
      const subAccount = await open(subject);
      await onboarding!.visit(pageOf(await platform.onboardAt(subAccount, back)), "finish");
      const kinds: string[] = [];
      for (const change of ["restrict", "restore", "disconnect"] as const) {
        const notice = await onboarding!.change(subAccount, change);
        const { addressee } = await platform.addressNotice(notice);
        assert.deepEqual(addressee, { subAccount, attemptId: null });
        kinds.push((await check(subject, subAccount)).kind);
      }
      assert.deepEqual(kinds, ["unready", "works", "refused"]);
    },
  },
];
