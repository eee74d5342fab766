import { type LocalizedText, money } from "@hutong/kernel";
import type {
  ConnectedProvider,
  ShareOutcome,
  ShareReadiness,
  ShareToGiveBack,
  ShareToTake,
} from "../contract.ts";
import type { Account } from "./account.ts";
import { type ProfitSharing, profitSharingOf, type SharingOutcome } from "./profit-sharing.ts";

type Platform = NonNullable<Account["platform"]>;

const nameMissing: LocalizedText = {
  "zh-CN": "平台账户里没有填服务商的商户全称（companyName），微信支付不能把它加为分账接收方。",
  en: "The platform's own account has no companyName, the service provider's registered name, without which WeChat Pay lets nobody share with it.",
};
const notShared = (why: string | null): LocalizedText => ({
  "zh-CN": `微信支付没有把平台的服务费分出来${why ? `（${why}）` : ""}。`,
  en: `WeChat Pay did not share the platform's part${why ? ` (${why})` : ""}.`,
});

async function prepare(sharing: ProfitSharing, platform: Platform): Promise<ShareReadiness> {
  const { mchid, companyName } = platform;
  if (companyName === undefined) return { kind: "refused", merchant: nameMissing };
  const receiver = { type: "MERCHANT_ID", account: mchid, name: companyName } as const;
  const added = await sharing.addReceiver(receiver, "SERVICE_PROVIDER");
  if (added.kind === "refused") return added;
  return { kind: "ready", mostBasisPoints: await sharing.fetchRatio() };
}

// Null once the part is the platform's.
function standingOf(told: SharingOutcome, { mchid }: Platform, asked: ShareToTake): ShareOutcome | null {
  if (told.kind === "refused") return { kind: "pending", merchant: told.merchant };
  if (told.kind === "pending") return { kind: "pending" };
  const part = told.shares.find(({ type, account }) => type === "MERCHANT_ID" && account === mchid);
  if (!part || told.shares.length !== 1 || part.amount.amount !== asked.amount.amount)
    throw new Error("answer about another share");
  if (part.outcome === "failed") return { kind: "failed", merchant: notShared(part.why) };
  return part.outcome === "pending" ? { kind: "pending" } : null;
}

async function letGo(sharing: ProfitSharing, requestKey: string, paymentId: string): Promise<ShareOutcome> {
  const told = await sharing.release(requestKey, paymentId, "解冻剩余资金");
  if (told.kind !== "refused") return { kind: told.kind === "ended" ? "succeeded" : "pending" };
  // It may have been let go before, by the 30 days or by hand.
  const frozen = await sharing.fetchUnshared(paymentId);
  return frozen.amount === 0 ? { kind: "succeeded" } : { kind: "pending", merchant: told.merchant };
}

// In two requests: a share that fails can be tried again only while the rest is frozen.
async function take(sharing: ProfitSharing, platform: Platform, asked: ShareToTake): Promise<ShareOutcome> {
  const { requestKey, paymentId, amount, paid, paidAt } = asked;
  if (amount.amount === 0) return await letGo(sharing, requestKey, paymentId);
  const part = { type: "MERCHANT_ID", account: platform.mchid, amount, description: "平台服务费" } as const;
  const request = { requestKey, paymentId, shares: [part], isLast: false, paid, paidAt };
  // How much may be shared is WeChat Pay's to say, which knows the sub-merchant's own limit.
  const told = await sharing.share(
    { ...request, shared: money(0, paid.currency), requestsBefore: 0 },
    10_000,
  );
  return standingOf(told, platform, asked) ?? (await letGo(sharing, `${requestKey}-rest`, paymentId));
}

async function giveBack(
  sharing: ProfitSharing,
  { mchid }: Platform,
  back: ShareToGiveBack,
): Promise<ShareOutcome> {
  const { requestKey, shareKey, amount } = back;
  const description = "退款，退回平台服务费";
  const told = await sharing.takeBack({ requestKey, sharingKey: shareKey, mchid, amount, description });
  return told.kind === "succeeded" ? { kind: "succeeded" } : told;
}

/** The service provider's part of a sub-merchant's payments, by profit sharing. */
export function platformShare(
  account: Account,
  platform: Platform,
): Required<Pick<ConnectedProvider, "prepareShare" | "takeShare" | "giveShareBack">> {
  const sharing = profitSharingOf(account);
  return {
    prepareShare: () => prepare(sharing, platform),
    takeShare: (share) => take(sharing, platform, share),
    giveShareBack: (back) => giveBack(sharing, platform, back),
  };
}
