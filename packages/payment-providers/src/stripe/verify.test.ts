import { createClock } from "@hutong/kernel";
import fc from "fast-check";
// The SDK's own signer: not our reading of the documents.
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { sampleEnvironment } from "../contract-far-end.ts";
import { openAccount } from "./account.ts";
import { provenEvent } from "./verify.ts";

const secret = "whsec_8kFJ3nQp2Lr7Xv1Tz9Wd4Yb6Hs5Mc0Ga";
const older = "whsec_0000000000000000000000000000000a";
const clock = createClock();
const credentials = {
  secretKey: `sk_test_${"5".repeat(32)}`,
  webhookSecret: secret,
  presentation: "hosted",
} as const;
const account = openAccount(credentials, sampleEnvironment({ clock }));
const rolling = openAccount({ ...credentials, previousWebhookSecret: older }, sampleEnvironment({ clock }));
const now = () => Math.floor(clock.now().getTime() / 1000);

const event = { id: "evt_1", object: "event", type: "charge.updated", livemode: false, data: { object: {} } };
const header = (payload: string, change: { secret?: string; timestamp?: number } = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now(), ...change });
const request = (body: string | Uint8Array, signature: string) => ({
  headers: { "stripe-signature": signature },
  body: Buffer.from(body),
});

describe("a notice signed by Stripe's own library", () => {
  it("is proven, whatever it says", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 }).map((raw) => raw.toWellFormed());
    await fc.assert(
      fc.asyncProperty(text, async (note) => {
        const body = JSON.stringify({ ...event, note });
        expect(await provenEvent(account, request(body, header(body)))).toMatchObject({ id: "evt_1" });
      }),
    );
  });

  it("is proven by the older secret too while one is rolled, and by neither alone for the other", async () => {
    const body = JSON.stringify(event);
    const byOlder = request(body, header(body, { secret: older }));
    expect(await provenEvent(rolling, byOlder)).toMatchObject({ id: "evt_1" });
    expect(await provenEvent(rolling, request(body, header(body)))).toMatchObject({ id: "evt_1" });
    await expect(provenEvent(account, byOlder)).rejects.toThrow("not proven");
  });

  it.each([-300, -299, 0, 299, 300])("is good %i seconds off our clock", async (off) => {
    const body = JSON.stringify(event);
    expect(
      await provenEvent(account, request(body, header(body, { timestamp: now() + off }))),
    ).not.toBeNull();
  });

  it.each([-302, -86_400, 302, 86_400, 10_000_000])("is not good %i seconds off", async (off) => {
    const body = JSON.stringify(event);
    const signed = request(body, header(body, { timestamp: now() + off }));
    await expect(provenEvent(account, signed)).rejects.toThrow("not proven");
  });

  it.each([
    ["no header", (_: string) => ""],
    ["spaces", (good: string) => good.replace(",", ", ")],
    ["digits and more in the time", (good: string) => good.replace(",", "x,")],
    ["a zero in front of the time", (good: string) => good.replace("t=", "t=0")],
    ["a plus in front of the time", (good: string) => good.replace("t=", "t=+")],
    ["the time twice", (good: string) => `t=1,${good}`],
    ["the time behind", (good: string) => good.split(",").reverse().join(",")],
    ["another scheme only", (good: string) => good.replace("v1=", "v0=")],
    ["capital letters", (good: string) => good.toUpperCase().replace("T=", "t=").replace("V1=", "v1=")],
    ["half a signature", (good: string) => good.slice(0, -32)],
    ["more behind it", (good: string) => `${good}00`],
  ])("is refused with %s in its header", async (_, change) => {
    const body = JSON.stringify(event);
    await expect(provenEvent(account, request(body, change(header(body))))).rejects.toThrow("not proven");
  });

  it("is taken with a further signature that is another's, as while a secret is rolled", async () => {
    const body = JSON.stringify(event);
    const both = `${header(body)},v1=${"0".repeat(64)},v0=${"1".repeat(64)}`;
    expect(await provenEvent(account, request(body, both))).toMatchObject({ id: "evt_1" });
  });

  it("is refused with bytes that a lenient decoder drops or mends", async () => {
    const body = JSON.stringify({ ...event, note: "\ufffd" });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]);
    const broken = Buffer.from(body);
    const at = broken.indexOf(Buffer.from("\ufffd"));
    const mended = Buffer.concat([broken.subarray(0, at), Buffer.from([0xff]), broken.subarray(at + 3)]);
    for (const bytes of [marked, mended])
      await expect(provenEvent(account, request(bytes, header(body)))).rejects.toThrow("not proven");
    expect(await provenEvent(account, request(body, header(body)))).not.toBeNull();
  });

  it.each([
    ["a live event", { livemode: true }],
    ["a connected account's", { account: "acct_1" }],
  ])("is refused as %s", async (_, change) => {
    const body = JSON.stringify({ ...event, ...change });
    await expect(provenEvent(account, request(body, header(body)))).rejects.toThrow("not proven");
  });

  it.each([
    ["not JSON", "<xml/>"],
    ["a thin event", JSON.stringify({ id: "evt_1", object: "v2.core.event" })],
    ["something else", JSON.stringify({ object: "balance" })],
  ])("that is %s says nothing", async (_, body) => {
    expect(await provenEvent(account, request(body, header(body)))).toBeNull();
  });
});
