"use client";

import type { ImportView } from "@hutong/transfer";
import { Badge, type Dot } from "@hutong/ui";
import { useTranslations } from "next-intl";

const looks = {
  uploading: ["neutral", "empty"],
  waiting: ["neutral", "empty"],
  running: ["info", "half"],
  done: ["success", "full"],
  cancelled: ["neutral", "none"],
  failed: ["danger", "none"],
  undoing: ["info", "half"],
  undone: ["neutral", "none"],
} as const satisfies Record<ImportView["state"], readonly [string, Dot]>;

/** Where an import stands. */
export function ImportBadge({ state, isDryRun }: Pick<ImportView, "state" | "isDryRun">) {
  const t = useTranslations("imports.states");
  const [tone, dot] = looks[state];
  return (
    <Badge tone={tone} dot={dot}>
      {state === "done" && isDryRun ? t("checked") : t(state)}
    </Badge>
  );
}
