import { AppError, localized } from "@hutong/kernel";
import type { PaymentProvider } from "@hutong/payment-providers";
import type { z } from "zod";
import { areSimulatorsAllowed } from "./env.ts";

// Nobody's word but the operator's may send our calls, and what they sign, to another host.
function refuseForeignFarEnd(credentials: unknown): void {
  const namesFarEnd =
    typeof credentials === "object" &&
    credentials !== null &&
    "apiBase" in credentials &&
    credentials.apiBase !== undefined;
  if (namesFarEnd && !areSimulatorsAllowed) {
    throw new AppError("invalid", "credentials_invalid", {
      params: { field: "apiBase", why: "simulators_not_allowed" },
    });
  }
}

/** Reads what was given for a provider. Throws `credentials_invalid`: params name the field and say why, in `locale`. */
export function parseCredentials(
  provider: PaymentProvider,
  schema: z.ZodType<unknown>,
  given: unknown,
  locale: string,
): unknown {
  const credentials = schema.safeParse(given);
  if (!credentials.success) {
    const issue = credentials.error.issues[0];
    const fault = provider.credentialFaults?.[issue?.message ?? ""];
    const why = fault ? localized(fault, locale) : (issue?.message ?? "");
    throw new AppError("invalid", "credentials_invalid", {
      params: { field: issue?.path.join(".") ?? "", why },
    });
  }
  refuseForeignFarEnd(credentials.data);
  return credentials.data;
}
