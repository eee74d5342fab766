"use client";

import { Banner, Button } from "@hutong/ui";
import { useTranslations } from "next-intl";

/** The one boundary for surprises while drawing; Next's digest finds them in the server's log. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations();
  return (
    <div className="mx-auto w-full max-w-[560px] px-4 py-[12vh]">
      <Banner
        tone="danger"
        title={t("states.errorTitle")}
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      >
        {t("states.errorNote")} {error.digest ? t("states.number", { number: error.digest }) : null}
      </Banner>
    </div>
  );
}
