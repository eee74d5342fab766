"use client";

import { localized } from "@hutong/kernel";
import type { PaymentChoices, ProviderOffer, SaveOutcome } from "@hutong/payments";
import { useLocale } from "next-intl";
import { useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useTRPCClient } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { type AccountValues, inputOf } from "./account-values.ts";

/** Where saving stands: nothing yet, the provider is being asked, it refused, the merchant stopped, or it failed. */
export type Saving =
  | { readonly kind: "idle" | "asking" | "stopped" }
  | { readonly kind: "refused"; readonly check: Extract<SaveOutcome, { kind: "refused" }>["check"] }
  | { readonly kind: "failed"; readonly error: unknown };

type Path = Parameters<UseFormReturn<AccountValues>["setFocus"]>[0];

/** Saves an account, puts faults under their fields, and can be stopped while the provider is being asked. */
export function useSaveAccount(
  form: UseFormReturn<AccountValues>,
  given: { offer: ProviderOffer; choices: PaymentChoices; id: string | null; newId: string },
  onSaved: (outcome: Extract<SaveOutcome, { kind: "saved" }>) => Promise<void>,
) {
  const client = useTRPCClient();
  const reason = useReason();
  const locale = useLocale();
  const { handle } = useStore();
  const [saving, setSaving] = useState<Saving>({ kind: "idle" });
  const stop = useRef<AbortController | null>(null);

  const sayFaults = (faults: Readonly<Record<string, string>>) => {
    // The first in the order of the form is where the merchant goes on.
    const order = given.offer.fields.map(({ name }) => name);
    const sorted = Object.entries(faults).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    for (const [index, [name, message]] of sorted.entries())
      form.setError(`credentials.${name}` as Path, { message }, { shouldFocus: index === 0 });
  };

  const finish = async (outcome: SaveOutcome) => {
    if (outcome.kind === "saved") return await onSaved(outcome);
    if (outcome.kind === "faults") {
      setSaving({ kind: "idle" });
      return sayFaults(outcome.faults);
    }
    setSaving({ kind: "refused", check: outcome.check });
    const { field, merchant } = outcome.check;
    if (field) sayFaults({ [field]: merchant ? localized(merchant, locale) : "" });
  };

  const send = async (values: AccountValues, whenRefused: "leave" | "save-off") => {
    if (saving.kind === "asking") return;
    const { input, refusals } = inputOf(values, given.offer, given.choices);
    for (const [index, { path, code, params }] of refusals.entries())
      form.setError(path as Path, { message: reason(code, params) }, { shouldFocus: index === 0 });
    if (refusals.length > 0) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    setSaving({ kind: "asking" });
    try {
      const id = given.id ? { id: given.id } : { newId: given.newId };
      await finish(
        await client.payments.save.mutate({ store: handle, ...id, ...input, whenRefused }, { signal }),
      );
    } catch (error) {
      if (signal.aborted) return setSaving({ kind: "stopped" });
      const fields = Object.entries(failureOf(error)?.fields ?? {});
      for (const [path, code] of fields) form.setError(path as Path, { message: reason(code) });
      setSaving({ kind: "failed", error });
    }
  };

  return {
    saving,
    save: form.handleSubmit((values) => send(values, "leave")),
    saveOff: form.handleSubmit((values) => send(values, "save-off")),
    stop: () => stop.current?.abort(),
  };
}
