import { AppError } from "@hutong/kernel";
import type { PaymentProvider } from "@hutong/payment-providers";
import type { CaptureWhen } from "./schemas.ts";

/** When an account takes money, at once when nothing is said. Throws `capture_not_by_hand` where its provider cannot reserve it. */
export function captureOf(provider: PaymentProvider, wanted: CaptureWhen | undefined): CaptureWhen {
  const when = wanted ?? "at-once";
  if (when !== "at-once" && !provider.capabilities.includes("manual-capture"))
    throw new AppError("invalid", "capture_not_by_hand", { field: "capture" });
  return when;
}
