"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";

/** How far the store's products were judged by rules that changed. */
export function JudgingBar({ done, of }: { done: number; of: number }) {
  const t = useTranslations("collections");
  const { count } = useFormats();
  return (
    <div className="mt-3">
      <progress
        className="block h-1.5 w-full overflow-hidden rounded-pill"
        max={Math.max(of, 1)}
        value={done}
        aria-label={t("judgingLabel")}
      />
      <p className="mt-1 text-ink-3 text-small">{t("judging", { done: count(done), of: count(of) })}</p>
    </div>
  );
}
