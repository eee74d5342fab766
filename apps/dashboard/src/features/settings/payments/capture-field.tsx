"use client";

import { captureTimes } from "@hutong/payments/schemas";
import { Radio } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import type { AccountValues } from "./account-values.ts";

/** When money is taken: at once, by staff, or when the last parcel leaves; and what reserving it first means. */
export function CaptureField() {
  const t = useTranslations("payment");
  const { register } = useFormContext<AccountValues>();
  const chosen = useWatch<AccountValues, "capture">({ name: "capture" });
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{t("captureWhen")}</legend>
      {captureTimes.map((when) => (
        <Radio
          key={when}
          value={when}
          label={t(`capture.${when}`)}
          note={t(`captureNote.${when}`)}
          {...register("capture")}
        />
      ))}
      <p role="status" className="text-ink-2 text-small">
        {chosen === "at-once" ? null : t("captureLimits")}
      </p>
    </fieldset>
  );
}
