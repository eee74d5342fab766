"use client";

import { captureTimes } from "@hutong/payments/schemas";
import { Radio } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { AccountValues } from "./account-values.ts";

const nothingChanges = () => () => {};

/** When money is taken: at once, by staff, or when the last parcel leaves; and what reserving it first means. */
export function CaptureField() {
  const t = useTranslations("payment");
  const { register } = useFormContext<AccountValues>();
  // The form library puts radios back that were pressed before the page was alive (react-hook-form 7.92, isEdited).
  const isAlive = useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
  const chosen = useWatch<AccountValues, "capture">({ name: "capture" });
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{t("captureWhen")}</legend>
      {captureTimes.map((when) => (
        <Radio
          key={when}
          value={when}
          disabled={!isAlive}
          label={t(`capture.${when}`)}
          note={t(`captureNote.${when}`)}
          {...register("capture")}
        />
      ))}
      <p role="status" className="mt-1 text-ink-2 text-small empty:hidden">
        {chosen === "at-once" ? null : t("captureLimits")}
      </p>
    </fieldset>
  );
}
