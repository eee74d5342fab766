"use client";

import { Banner, Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { failureOf, useFailureText } from "../api/errors.ts";

/** Stands above the block that failed; the rest of the page lives on. */
export function BlockFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations();
  const text = useFailureText();
  const reason = failureOf(error)?.reason;
  if (reason === "forbidden")
    return (
      <div className="p-7 max-md:p-4">
        <Banner tone="warning" icon="lock" title={t("states.forbiddenTitle")}>
          {t("states.forbiddenNote")}
        </Banner>
      </div>
    );
  if (reason?.endsWith("_not_found"))
    return (
      <div className="p-7 max-md:p-4">
        <Banner tone="info" title={text(error)} />
      </div>
    );
  return (
    <div className="p-7 max-md:p-4">
      <Banner
        tone="danger"
        title={t("states.errorTitle")}
        action={<Button onClick={onRetry}>{t("common.retry")}</Button>}
      >
        {text(error)}
      </Banner>
    </div>
  );
}
