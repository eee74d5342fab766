import { AppError } from "@hutong/kernel";
import { findProvider } from "@hutong/payment-providers";
import { connectAccount, connectPlatformAccount } from "@hutong/payments";
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
