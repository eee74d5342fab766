import { type LocalizedText, type Money, money } from "@hutong/kernel";
import { z } from "zod";
import type { ConnectEnvironment, RefundOutcome } from "../contract.ts";
import { type Account, openAccount } from "./account.ts";
import { queryOf } from "./addressing.ts";
import type { Answer, Refusal } from "./client.ts";
import { callMs } from "./client.ts";
import { WechatPayCredentials } from "./credentials.ts";
import { encryptFor } from "./encrypt.ts";
import { presentCode } from "./error-codes.ts";
import { toRefundNumber } from "./numbers.ts";
import { merchantText } from "./refusals.ts";
import {
  findSharingFault,
  type Receiver,
  type Relation,
  type SharingRequest,
  usualRatio,
} from "./sharing-limits.ts";

/** How one receiver's part stands. */
export interface ShareState {
  readonly type: string;
  readonly account: string;
  readonly amount: Money;
  readonly outcome: RefundOutcome["kind"];
  /** WeChat Pay's code for what failed, such as NO_RELATION. */
  readonly why: string | null;
}

/** `ended` says that nothing more happens, not that every part succeeded: look at each. */
export type SharingOutcome =
  | { readonly kind: "pending" | "ended"; readonly shares: readonly ShareState[] }
  | { readonly kind: "refused"; readonly merchant: LocalizedText };

type Done = { readonly kind: "done" } | { readonly kind: "refused"; readonly merchant: LocalizedText };

const Sharing = z.object({
  transaction_id: z.string(),
  out_order_no: z.string(),
  state: z.string(),
  receivers: z
    .array(
      z.object({
        type: z.string(),
        account: z.string(),
        amount: z.int(),
        result: z.string(),
        fail_reason: z.string().optional(),
      }),
    )
    .default([]),
});
const Return = z.object({
  out_return_no: z.string(),
  amount: z.int(),
  result: z.string(),
  return_id: z.string(),
});

const results: Readonly<Record<string, RefundOutcome["kind"]>> = { SUCCESS: "succeeded", CLOSED: "failed" };
const refused = (answer: Refusal) => ({ kind: "refused" as const, merchant: merchantText(answer) });

const base = "/v3/profitsharing";
const get = (account: Account, path: string, query: Record<string, string>) =>
  account.client.call({
    method: "GET",
    path: `${base}${path}${queryOf({ ...query, ...account.address.part })}`,
  });
const post = (account: Account, path: string, body: object, keySerial?: string) =>
  account.client.call({
    method: "POST",
    path: `${base}${path}`,
    body: { ...account.address.part, ...body },
    ...(keySerial === undefined ? {} : { keySerial }),
  });

// A sub-merchant's own openids are told apart by its appid, which is named only where there is one among the receivers.
function appNames({ address }: Account, receivers: readonly Pick<Receiver, "type">[]): object {
  const { appid, sp_appid, sub_appid } = address.order("official");
  const hasSub = receivers.some(({ type }) => type === "PERSONAL_SUB_OPENID");
  return { appid: appid ?? sp_appid, ...(hasSub && sub_appid ? { sub_appid } : {}) };
}

/** Names go encrypted, by the key that the request names. */
async function sealed(account: Account, receivers: readonly Receiver[]) {
  if (receivers.every(({ name }) => name === undefined)) return { names: receivers.map(() => ({})) };
  const { serial, key } = await account.keys.forEncryption(AbortSignal.timeout(callMs));
  const names = receivers.map(({ name }) => (name === undefined ? {} : { name: encryptFor(key, name) }));
  return { names, serial };
}

function outcomeOf(requestKey: string, paymentId: string, answer: Answer): SharingOutcome {
  if (answer.kind === "refused") return isTooMany(answer) ? { kind: "pending", shares: [] } : refused(answer);
  const told = Sharing.parse(answer.body);
  if (told.out_order_no !== toRefundNumber(requestKey) || told.transaction_id !== paymentId)
    throw new Error("answer about another sharing");
  const shares = told.receivers.map(({ type, account, amount, result, fail_reason }) => ({
    type,
    account,
    amount: money(amount, "CNY"),
    outcome: results[result] ?? ("pending" as const),
    why: fail_reason ?? null,
  }));
  return { kind: told.state === "FINISHED" ? "ended" : "pending", shares };
}

// Too many calls: says nothing of what was asked for.
const isTooMany = (answer: Answer) => answer.kind === "refused" && answer.status === 429;

function returnOf(requestKey: string, answer: Answer): RefundOutcome {
  if (answer.kind === "refused") {
    if (isTooMany(answer)) return { kind: "pending" };
    return { kind: "failed", merchant: merchantText(answer) };
  }
  const told = Return.parse(answer.body);
  if (told.out_return_no !== toRefundNumber(requestKey)) throw new Error("answer about another return");
  if (told.result === "SUCCESS") return { kind: "succeeded", refundId: told.return_id };
  const merchant = {
    "zh-CN": "分账回退失败，钱没有退回来。请换一个单号重新发起。",
    en: "The share was not given back. Ask for it again, under a new key.",
  };
  return told.result === "FAILED" ? { kind: "failed", merchant } : { kind: "pending" };
}

/** Sharing of payments that were started with `isForSharing`; their money stays frozen until shared or released, 30 days at most. */
export interface ProfitSharing {
  addReceiver(receiver: Receiver, relation: Relation): Promise<Done>;
  deleteReceiver(receiver: Receiver): Promise<Done>;
  /** Basis points of a payment that may be shared; a direct merchant's is not told, and taken for 30 %. */
  fetchRatio(): Promise<number>;
  /** Once for a key. Throws when nothing is known: then ask again, with the same key. */
  share(request: SharingRequest, ratio?: number): Promise<SharingOutcome>;
  fetchSharing(requestKey: string, paymentId: string): Promise<SharingOutcome>;
  /** Lets go of what is left; nothing more can be shared then. The key is a new one. */
  release(requestKey: string, paymentId: string, description: string): Promise<SharingOutcome>;
  /** What of a payment is still frozen. */
  fetchUnshared(paymentId: string): Promise<Money>;
  /** Takes a part back from a merchant who got it, within 180 days; once for a key. */
  takeBack(request: {
    requestKey: string;
    sharingKey: string;
    mchid: string;
    amount: Money;
    description: string;
  }): Promise<RefundOutcome>;
  fetchTakenBack(requestKey: string, sharingKey: string): Promise<RefundOutcome>;
}

async function addReceiver(account: Account, receiver: Receiver, relation: Relation): Promise<Done> {
  const { names, serial } = await sealed(account, [receiver]);
  const custom = typeof relation === "string" ? undefined : relation.custom;
  const body = {
    ...appNames(account, [receiver]),
    type: receiver.type,
    account: receiver.account,
    ...names[0],
    ...(custom === undefined
      ? { relation_type: relation }
      : { relation_type: "CUSTOM", custom_relation: custom }),
  };
  const answer = await post(account, "/receivers/add", body, serial);
  return answer.kind === "ok" ? { kind: "done" } : refused(answer);
}

async function deleteReceiver(account: Account, { type, account: who }: Receiver): Promise<Done> {
  const answer = await post(account, "/receivers/delete", {
    ...appNames(account, [{ type }]),
    type,
    account: who,
  });
  return answer.kind === "ok" ? { kind: "done" } : refused(answer);
}

async function share(account: Account, request: SharingRequest, ratio: number): Promise<SharingOutcome> {
  const fault = findSharingFault(request, ratio, account.clock.now());
  if (fault) return { kind: "refused", merchant: fault };
  const { shares, requestKey, paymentId } = request;
  const { names, serial } = await sealed(account, shares);
  const receivers = shares.map(({ type, account: who, amount, description }, index) => ({
    type,
    account: who,
    ...names[index],
    amount: amount.amount,
    description,
  }));
  const body = {
    ...appNames(account, shares),
    transaction_id: paymentId,
    out_order_no: toRefundNumber(requestKey),
    receivers,
    unfreeze_unsplit: request.isLast,
  };
  const answer = await post(account, "/orders", body, serial);
  // A refusal is not the last word: an earlier try with this number may have been accepted.
  if (answer.kind === "ok" || isTooMany(answer)) return outcomeOf(requestKey, paymentId, answer);
  const standing = await fetchSharing(account, requestKey, paymentId);
  return standing.kind === "refused" ? refused(answer) : standing;
}

async function fetchSharing(
  account: Account,
  requestKey: string,
  paymentId: string,
): Promise<SharingOutcome> {
  const number = encodeURIComponent(toRefundNumber(requestKey));
  return outcomeOf(
    requestKey,
    paymentId,
    await get(account, `/orders/${number}`, { transaction_id: paymentId }),
  );
}

async function fetchRatio(account: Account): Promise<number> {
  const { sub_mchid } = account.address.part;
  if (sub_mchid === undefined) return usualRatio;
  const answer = await account.client.call({ method: "GET", path: `${base}/merchant-configs/${sub_mchid}` });
  if (answer.kind === "refused") throw new Error(`ratio refused: ${merchantText(answer).en}`);
  return z.object({ max_ratio: z.int().min(0).max(10_000) }).parse(answer.body).max_ratio;
}

async function fetchUnshared(account: Account, paymentId: string): Promise<Money> {
  const path = `${base}/transactions/${encodeURIComponent(paymentId)}/amounts`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "refused") throw new Error(`amounts refused: ${presentCode(answer.code)}`);
  return money(z.object({ unsplit_amount: z.int() }).parse(answer.body).unsplit_amount, "CNY");
}

/** Opens sharing of an account's payments. Throws as connecting the account does. */
export function openProfitSharing(credentials: unknown, environment: ConnectEnvironment): ProfitSharing {
  return profitSharingOf(openAccount(WechatPayCredentials.parse(credentials), environment));
}

/** Sharing of the payments of an account that is open. */
export function profitSharingOf(account: Account): ProfitSharing {
  return {
    addReceiver: addReceiver.bind(null, account),
    deleteReceiver: deleteReceiver.bind(null, account),
    fetchRatio: fetchRatio.bind(null, account),
    share: (request, ratio = usualRatio) => share(account, request, ratio),
    fetchSharing: fetchSharing.bind(null, account),
    fetchUnshared: fetchUnshared.bind(null, account),
    async release(requestKey, paymentId, description) {
      const body = { transaction_id: paymentId, out_order_no: toRefundNumber(requestKey), description };
      return outcomeOf(requestKey, paymentId, await post(account, "/orders/unfreeze", body));
    },
    async takeBack({ requestKey, sharingKey, mchid, amount, description }) {
      const answer = await post(account, "/return-orders", {
        out_order_no: toRefundNumber(sharingKey),
        out_return_no: toRefundNumber(requestKey),
        return_mchid: mchid,
        amount: amount.amount,
        description,
      });
      if (answer.kind === "ok" || isTooMany(answer)) return returnOf(requestKey, answer);
      // As with sharing: what an earlier try came to counts for more than a refusal.
      const standing = await this.fetchTakenBack(requestKey, sharingKey);
      return standing.kind === "failed" ? returnOf(requestKey, answer) : standing;
    },
    async fetchTakenBack(requestKey, sharingKey) {
      const number = encodeURIComponent(toRefundNumber(requestKey));
      const query = { out_order_no: toRefundNumber(sharingKey) };
      return returnOf(requestKey, await get(account, `/return-orders/${number}`, query));
    },
  };
}
