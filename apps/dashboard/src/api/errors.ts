"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { FailureData } from "../server/trpc.ts";

/** What the server told of a failure; null when it never answered. */
export function failureOf(error: unknown): FailureData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const failure: unknown = error.data?.failure;
  return failure && typeof failure === "object" ? (failure as FailureData) : null;
}

/** Puts a stable code into the reader's words. */
export function useReason(): (code: string, params?: Readonly<Record<string, string | number>>) => string {
  const t = useTranslations("errors");
  return useCallback(
    (code, params = {}) =>
      t.has(code as never) ? t(code as never, params as never) : t("unknown", { code }),
    [t],
  );
}

/** A whole failure in the reader's words: the refusal, a network that is away, or a number to quote. */
export function useFailureText(): (error: unknown) => string {
  const t = useTranslations("errors");
  const reason = useReason();
  return useCallback(
    (error) => {
      const failure = failureOf(error);
      if (!failure) return t("offline");
      if (failure.reason === "internal") return t("internal", { number: failure.number });
      const [field] = Object.values(failure.fields);
      return reason(failure.reason === "input_invalid" && field ? field : failure.reason, failure.params);
    },
    [t, reason],
  );
}
