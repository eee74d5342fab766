import { AppError } from "@hutong/kernel";
import { findProvider } from "@hutong/payment-providers";
import { connectAccount, connectPlatformAccount, setShare } from "@hutong/payments";
import { operatorLocale } from "../env.ts";
import { readJson } from "../read-json.ts";
import type { Answer } from "../report.ts";
import { withCell, withStore } from "../with-cell.ts";

/** `payments connect`: a provider's account with the credentials of a JSON file. */
export async function connect(options: {
  store: string;
  provider: string;
  credentials: string;
}): Promise<Answer> {
  const credentials = await readJson(options.credentials);
  const title = findProvider(options.provider)?.label;
  if (!title) throw new AppError("invalid", "provider_unknown", { params: { provider: options.provider } });
  const { id } = await withStore(options.store, (ctx) =>
    connectAccount(ctx, { provider: options.provider, title: { ...title }, credentials }),
  );
  return {
    data: { accountId: id, provider: options.provider },
    lines: [`connected ${options.provider} as account ${id}`],
  };
}

/** `payments connect-platform`: the platform's own account at a provider, once a call signed with it was accepted. */
export async function connectPlatform(options: { provider: string; credentials: string }): Promise<Answer> {
  const credentials = await readJson(options.credentials);
  const locale = operatorLocale();
  const input = { provider: options.provider, credentials };
  const { provider, noticesAt, check } = await withCell((cell) =>
    connectPlatformAccount(cell, input, locale),
  );
  return {
    data: { provider, noticesAt, check: check.kind },
    lines: [`connected ${provider} as the platform's own account`, `its notices arrive at ${noticesAt}`],
  };
}

// By its digits: 0.29 × 100 is not 29.
function basisPointsOf(percent: string): number {
  const [, whole, part = ""] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent) ?? [];
  if (whole === undefined) throw new AppError("invalid", "share_invalid");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** `payments share`: what the platform takes of an account's payments from now on; 0 ends it. */
export async function share(options: { store: string; account: string; percent: string }): Promise<Answer> {
  const wanted = { accountId: options.account, basisPoints: basisPointsOf(options.percent) };
  const { basisPoints } = await withStore(options.store, (ctx) => setShare(ctx, wanted));
  return {
    data: { accountId: options.account, basisPoints },
    lines: [
      basisPoints === 0
        ? `the platform takes nothing of what account ${options.account} is paid from now on`
        : `the platform takes ${options.percent} % of what account ${options.account} is paid from now on`,
    ],
  };
}
