import { createSign, generateKeyPairSync } from "node:crypto";
import { NotProven, type RawRequest } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeForm, paymentNotice } from "./notices.ts";
import { signNotice } from "./signing.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, posted, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
  other = openShop(simulator);
});
afterAll(() => simulator.stop());

type Fields = Readonly<Record<string, string>>;
type Forged = readonly [how: string, request: RawRequest];

const fieldsOf = (request: RawRequest): Fields =>
  Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString("utf8")));
const form = (fields: Iterable<readonly [string, string]>) =>
  posted(new URLSearchParams([...fields].map(([name, value]) => [name, value])).toString());
const withFields = (fields: Fields, change: Record<string, string | undefined>) =>
  form(
    Object.entries({ ...fields, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

/** Other texts for a text: some of its characters in turn, some of them gone, some more. */
function* otherTexts(text: string, most: number): Generator<string> {
  const step = Math.max(1, Math.floor(text.length / most));
  for (let at = 0; at < text.length; at += step)
    yield text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  yield* [
    "",
    ` ${text}`,
    `${text} `,
    `${text}${text}`,
    `${text}%`,
    `${text}+`,
    encodeURIComponent(`${text}&`),
  ];
}

// Whoever alters a notice on its way has none of Alipay's keys: the signature stays what it was.
function* alteredOnTheWay(honest: RawRequest): Generator<Forged> {
  const fields = fieldsOf(honest);
  for (const [name, value] of Object.entries(fields)) {
    yield [`no ${name}`, withFields(fields, { [name]: undefined })];
    yield [`${name} twice`, form([...Object.entries(fields), [name, value]])];
    yield [`${name} twice, another first`, form([[name, "0"], ...Object.entries(fields)])];
    for (const text of otherTexts(value, name === "sign" ? 120 : 6))
      if (text !== value) yield [`${name}=${text}`, withFields(fields, { [name]: text })];
  }
  for (const [name, value] of [
    ["refund_fee", "168.00"],
    ["gmt_refund", "2026-05-20 13:29:35"],
    ["out_biz_no", "r1"],
    ["extra", "1"],
    ["trade_status ", "TRADE_CLOSED"],
    ["TRADE_STATUS", "TRADE_CLOSED"],
  ] as const)
    yield [`${name} more`, withFields(fields, { [name]: value })];
  // The signed text is joined by & and not escaped: a field may not hide in another's value, or come out of one.
  for (const [hiding, hidden] of [
    ["out_trade_no", "point_amount"],
    ["total_amount", "trade_no"],
    ["trade_no", "trade_status"],
  ] as const)
    yield [
      `${hidden} in ${hiding}`,
      withFields(fields, { [hiding]: `${fields[hiding]}&${hidden}=${fields[hidden]}`, [hidden]: undefined }),
    ];
  for (const signType of ["RSA", "rsa2", "RSA2 ", "", "SHA1", "none"])
    yield [`sign_type ${signType}`, withFields(fields, { sign_type: signType })];
  const text = Buffer.from(honest.body).toString("utf8");
  for (const [how, body] of [
    ["encoded twice", encodeURIComponent(text)],
    ["as JSON", JSON.stringify(fields)],
    ["empty", ""],
    ["with a % that stands for nothing", `${text}&x=%`],
    ["with a name only", `${text}&x`],
    ["with blanks for plus", text.replaceAll("%2B", "+")],
  ] as const)
    if (body !== text) yield [how, posted(body)];
  for (let at = 0; at < honest.body.length; at += 3) {
    const bytes = Uint8Array.from(honest.body);
    bytes[at]! ^= 1 << (at % 5);
    // A bit that only changes how a character is encoded leaves the notice what it was.
    if (!isSame(fields, bytes)) yield [`bit of byte ${at}`, { ...honest, body: bytes }];
  }
}

function isSame(fields: Fields, bytes: Uint8Array): boolean {
  const altered = fieldsOf({ headers: {}, body: bytes });
  return JSON.stringify(altered) === JSON.stringify(fields);
}

async function believed(forged: Iterable<Forged>): Promise<{ tried: number; believed: string[] }> {
  const accepted: string[] = [];
  let tried = 0;
  for (const [how, request] of forged) {
    tried += 1;
    try {
      await shop.connected.readNotification(request);
      accepted.push(how);
    } catch (error) {
      if (!(error instanceof NotProven)) accepted.push(`${how}: ${String(error)}`);
    }
  }
  return { tried, believed: accepted };
}

async function paidAttempt(at = shop, description = "晨雾 100% 白瓷杯+茶 é") {
  const attempt = sampleAttempt({ description });
  await at.pay(attempt);
  return attempt;
}

describe("a notice", () => {
  it("altered in any of more than 500 ways is not believed, and the honest one is, before and after", async () => {
    const attempt = await paidAttempt();
    const honest = shop.notice(attempt);
    const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
    const taken = { facts, reply: { status: 200, body: "success" } };
    expect(await shop.connected.readNotification(honest)).toEqual(taken);
    const result = await believed(alteredOnTheWay(honest));
    expect(result.believed).toEqual([]);
    expect(result.tried).toBeGreaterThanOrEqual(500);
    expect(await shop.connected.readNotification(honest)).toEqual(taken);
  });

  it("signed by another key or for another account is not believed", async () => {
    const attempt = await paidAttempt();
    const foreign = await paidAttempt(other);
    const trade = shop.trade(attempt);
    const fields = paymentNotice(simulator.platform, trade);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const signed = (change: Fields) =>
      posted(noticeForm(simulator.platform, shop.appId, { ...fields, ...change }));
    const ownKey = simulator.platform.apps.get(shop.appId)!.alipayKey;
    const text = Object.entries(fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    const sha1 = createSign("RSA-SHA1").update(text).sign(ownKey, "base64");
    const result = await believed([
      ["by a forger's key", form(Object.entries(signNotice(privateKey, fields)))],
      ["another app's", other.notice(foreign)],
      ["about ours, by another app's key", posted(noticeForm(simulator.platform, other.appId, fields))],
      ["by SHA-1, and said so", form(Object.entries({ ...fields, sign_type: "RSA", sign: sha1 }))],
      ["by SHA-1, as RSA2", form(Object.entries({ ...fields, sign_type: "RSA2", sign: sha1 }))],
      // From here on truly signed by Alipay: the layers below the signature hold by themselves.
      ["to another app", signed({ app_id: other.appId })],
      ["to another seller", signed({ seller_id: "2088000000000000" })],
      ["to nobody", signed({ app_id: "" })],
      ["to no seller", signed({ seller_id: "" })],
      ["of no time", signed({ notify_time: "" })],
      ["of a time that is none", signed({ notify_time: "yesterday" })],
      ["of tomorrow", signed({ notify_time: "2999-01-01 00:00:00" })],
      ["of long ago", signed({ notify_time: "2020-01-01 00:00:00" })],
    ]);
    expect(result).toEqual({ tried: 13, believed: [] });
    expect((await shop.connected.readNotification(signed({}))).facts).toHaveLength(1);
  });

  it("is signed with its empty fields or without them, and an empty field says nothing", async () => {
    const attempt = await paidAttempt();
    const fields = paymentNotice(simulator.platform, shop.trade(attempt), { body: "", passback_params: "" });
    const key = simulator.platform.apps.get(shop.appId)!.alipayKey;
    const text = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join("&");
    const sign = createSign("RSA-SHA256").update(text).sign(key, "base64");
    const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
    const withEmpties = form(Object.entries({ ...fields, sign_type: "RSA2", sign }));
    const without = posted(noticeForm(simulator.platform, shop.appId, fields));
    const added = withFields(fieldsOf(without), { gmt_refund: "", out_biz_no: "" });
    for (const request of [withEmpties, without, added])
      expect((await shop.connected.readNotification(request)).facts).toEqual(facts);
  });

  it("tells the amount as it is, for the caller to compare", async () => {
    const attempt = await paidAttempt();
    const { facts } = await shop.connected.readNotification(shop.notice(attempt, { total_amount: "0.01" }));
    expect(facts).toMatchObject([{ outcome: { payments: [{ amount: { amount: 1, currency: "CNY" } }] } }]);
    await expect(
      shop.connected.readNotification(shop.notice(attempt, { total_amount: "0.001" })),
    ).rejects.toThrow("not whole fen");
  });

  it("of a trade that is not paid, closed unpaid, or in a state that we do not know, is no payment", async () => {
    const attempt = await paidAttempt();
    const unpaid = { gmt_payment: "" };
    for (const [trade_status, kind] of [
      ["WAIT_BUYER_PAY", "pending"],
      ["on the moon", "pending"],
      ["TRADE_CLOSED", "declined"],
    ] as const) {
      const { facts } = await shop.connected.readNotification(
        shop.notice(attempt, { trade_status, ...unpaid }),
      );
      expect(facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind } }]);
    }
  });

  it("of what the merchant sells elsewhere, or of another kind, says nothing and is taken", async () => {
    const attempt = await paidAttempt();
    for (const change of [{ out_trade_no: "shop2-0001" }, { notify_type: "contract_sync" }] as Fields[])
      expect(await shop.connected.readNotification(shop.notice(attempt, change))).toEqual({
        facts: [],
        reply: { status: 200, body: "success" },
      });
  });
});
