"use client";

import type { OnboardingOutcome } from "@hutong/payments";
import { useState } from "react";

/** Where going to the provider's page stands: nothing yet, on the way, refused in words, or failed. */
export type SettingUp =
  | { readonly kind: "idle" | "leaving" }
  | {
      readonly kind: "refused";
      readonly merchant: Extract<OnboardingOutcome, { kind: "refused" }>["merchant"];
    }
  | { readonly kind: "failed"; readonly error: unknown };

/** Asks for the provider's page and goes there in the same window; `leave` stays busy until the browser has left. */
export function useSettingUp(): {
  state: SettingUp;
  leave: (ask: () => Promise<OnboardingOutcome>) => Promise<void>;
} {
  const [state, setState] = useState<SettingUp>({ kind: "idle" });
  const leave = async (ask: () => Promise<OnboardingOutcome>) => {
    setState({ kind: "leaving" });
    try {
      const outcome = await ask();
      if (outcome.kind === "page") window.location.assign(outcome.url);
      else setState(outcome);
    } catch (error) {
      setState({ kind: "failed", error });
    }
  };
  return { state, leave };
}
