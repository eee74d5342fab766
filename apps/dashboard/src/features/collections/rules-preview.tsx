"use client";

import type { RulesPreview } from "@hutong/catalogue";
import type { RulesInput } from "@hutong/catalogue/schemas";
import { SideBlock, Skeleton } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { MemberLine } from "./member-line.tsx";

const pauseMs = 350;

/** What rules find now, asked anew a moment after the last change; what came before is shown until the answer is there. */
export function usePreview(rules: RulesInput | null) {
  const { handle: store } = useStore();
  const trpc = useTRPC();
  const { mutate, data, error, isPending } = useMutation(trpc.collections.preview.mutationOptions());
  const [shown, setShown] = useState<RulesPreview | null>(null);
  const asked = rules && JSON.stringify(rules);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is what it says as text.
  useEffect(() => {
    if (!rules) return;
    const timer = setTimeout(() => mutate({ store, rules }), pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
  useEffect(() => {
    if (data) setShown(data);
  }, [data]);
  return { preview: rules ? shown : null, error, isPending };
}

/** How many products the rules find, and the newest of them. */
export function RulesPreviewBlock({
  preview,
  error,
  isPending,
  isFaulty,
}: ReturnType<typeof usePreview> & {
  /** Something is wrong with the rules as they are written now. */
  isFaulty: boolean;
}) {
  const t = useTranslations("collections.preview");
  const text = useFailureText();
  const { count } = useFormats();
  return (
    <SideBlock title={t("title")}>
      <p className="mb-3 text-ink-3 text-small">{t("note")}</p>
      {error ? (
        <p role="alert" className="text-danger text-small">
          {text(error)}
        </p>
      ) : isFaulty ? (
        <p className="text-warning">{t("faulty")}</p>
      ) : preview ? (
        <div aria-busy={isPending} className={isPending ? "opacity-60" : undefined}>
          <p role="status" className="mb-2">
            <b className="font-semibold text-[1.375rem] tabular-nums leading-8">{count(preview.count)}</b>{" "}
            {t("found", { count: preview.count })}
          </p>
          {preview.count === 0 ? <p className="text-warning text-small">{t("none")}</p> : null}
          <ul>
            {preview.items.map((item) => (
              <MemberLine key={item.id} item={item} />
            ))}
          </ul>
          {preview.count > preview.items.length ? (
            <p className="mt-2 text-ink-3 text-small">{t("newest", { count: preview.items.length })}</p>
          ) : null}
        </div>
      ) : (
        <Skeleton className="h-8" />
      )}
    </SideBlock>
  );
}
