import { describe, expect, it } from "vitest";
import { credentialFaults } from "./credential-faults.ts";
import { isLiveKey, StripeCredentials } from "./credentials.ts";

const key = (start: string) => `${start}${"51NxAbCdEfGh".repeat(8)}`;
const good = { secretKey: key("sk_test_"), webhookSecret: "whsec_8kFJ3nQp2Lr7Xv1Tz9Wd4Yb6Hs5Mc0Ga" };
const live = key("sk_live_");

describe("Stripe's credentials", () => {
  it.each(["sk_test_", "sk_live_", "rk_test_", "rk_live_"])(
    "take a key %s with blanks around it",
    (start) => {
      const parsed = StripeCredentials.parse({ ...good, secretKey: ` ${key(start)}\n` });
      expect(parsed.secretKey).toBe(key(start));
      expect(isLiveKey(parsed.secretKey!)).toBe(start.includes("live"));
    },
  );

  it("take a secret that is being rolled, and one of the command line tool", () => {
    const previousWebhookSecret = `whsec_${"a1".repeat(32)}`;
    expect(StripeCredentials.safeParse({ ...good, previousWebhookSecret }).success).toBe(true);
  });

  it.each([
    ["secretKey", undefined, "secret_key_missing"],
    ["secretKey", "  ", "secret_key_missing"],
    ["secretKey", key("pk_live_"), "secret_key_is_publishable"],
    ["secretKey", good.webhookSecret, "secret_key_is_webhook_secret"],
    ["secretKey", "acct_1032D82eZvKYlo2C", "secret_key_is_other_key"],
    ["secretKey", "mk_1MR8cKLkdIwHu7ixAA", "secret_key_is_other_key"],
    ["secretKey", "sk_live_", "secret_key_half_pasted"],
    ["secretKey", "sk_li", "secret_key_half_pasted"],
    ["secretKey", live.slice(0, 20), "secret_key_half_pasted"],
    ["secretKey", "sk_live_51Nx…4aBc", "secret_key_half_pasted"],
    ["secretKey", "sk_live_...4aBc", "secret_key_half_pasted"],
    ["secretKey", "sk_test_••••••••", "secret_key_half_pasted"],
    ["secretKey", `${live} and`, "secret_key_half_pasted"],
    ["secretKey", live.slice(8), "secret_key_ill_formed"],
    ["secretKey", "correct horse battery staple", "secret_key_ill_formed"],
    ["webhookSecret", undefined, "webhook_secret_missing"],
    ["webhookSecret", "", "webhook_secret_missing"],
    ["webhookSecret", live, "webhook_secret_is_key"],
    ["webhookSecret", key("pk_test_"), "webhook_secret_is_key"],
    ["webhookSecret", "we_1Mr5jULkdIwHu7ix1ibLTM0x", "webhook_secret_is_endpoint_id"],
    ["webhookSecret", "whsec_", "webhook_secret_half_pasted"],
    ["webhookSecret", good.webhookSecret.slice(0, 20), "webhook_secret_half_pasted"],
    ["webhookSecret", "••••••", "webhook_secret_half_pasted"],
    ["webhookSecret", good.webhookSecret.slice(6), "webhook_secret_ill_formed"],
    ["previousWebhookSecret", live, "webhook_secret_is_key"],
    ["presentation", "popup", "presentation_unknown"],
    ["publishableKey", good.secretKey, "publishable_key_is_secret"],
    ["publishableKey", good.webhookSecret, "publishable_key_is_other_key"],
    ["publishableKey", "pk_test_51Nx…4aBc", "publishable_key_half_pasted"],
    ["publishableKey", "51NxAbCdEfGh51NxAbCdEfGh", "publishable_key_ill_formed"],
    ["publishableKey", key("pk_live_"), "publishable_key_other_mode"],
    ["apiBase", "simulator", "api_base_not_url"],
    ["apiBase", "file:///etc/passwd", "api_base_not_url"],
  ])("%s %j: %s", (field, value, message) => {
    const { error } = StripeCredentials.safeParse({ ...good, [field]: value });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
    expect(credentialFaults).toHaveProperty(message);
  });

  it("without a presentation are paid on Stripe's page, as those stored before there was a choice", () => {
    expect(StripeCredentials.parse(good).presentation).toBe("hosted");
  });

  it("for our page need the publishable key, of the same mode", () => {
    const onPage = { ...good, presentation: "on-page" };
    const { error } = StripeCredentials.safeParse(onPage);
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ["publishableKey", "publishable_key_missing"],
    ]);
    const publishableKey = key("pk_test_");
    expect(StripeCredentials.parse({ ...onPage, publishableKey })).toMatchObject({ publishableKey });
    const ofLive = { ...onPage, secretKey: live, publishableKey: key("pk_live_") };
    expect(StripeCredentials.safeParse(ofLive).success).toBe(true);
  });

  it("have a text in both languages for every fault", () => {
    for (const text of Object.values(credentialFaults)) {
      expect(text["zh-CN"]).toBeTruthy();
      expect(text.en).toBeTruthy();
    }
  });
});
