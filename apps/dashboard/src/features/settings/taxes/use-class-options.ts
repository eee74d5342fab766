"use client";

import type { TaxSettings } from "@hutong/pricing";
import { baseClasses } from "@hutong/pricing/tax-terms";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Option } from "../../stores/option-lists.ts";

const none: readonly string[] = [];

/** The classes that goods can be taxed as: those that every store has, then the merchant's own; `also` are kept in the choice. */
export function useClassOptions(
  own: TaxSettings["classes"] | undefined,
  also: readonly string[] = none,
): readonly Option[] {
  const t = useTranslations("taxes.classes");
  return useMemo(() => {
    const known: Option[] = [
      ...baseClasses.map((handle) => [handle, t(handle)] as const),
      ...(own ?? []).map(({ handle, name }) => [handle, name] as const),
    ];
    const missing = [...new Set(also)].filter((handle) => !known.some(([one]) => one === handle));
    return [...known, ...missing.map((handle) => [handle, handle] as const)];
  }, [t, own, also]);
}
