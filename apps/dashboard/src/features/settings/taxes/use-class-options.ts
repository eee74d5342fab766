"use client";

import type { TaxSettings } from "@hutong/pricing";
import { baseClasses } from "@hutong/pricing/taxes";
import { useTranslations } from "next-intl";
import type { Option } from "../../stores/option-lists.ts";

/** The classes that goods can be taxed as: those that every store has, then the merchant's own; `also` are kept in the choice. */
export function useClassOptions(
  own: TaxSettings["classes"] | undefined,
  also: readonly string[] = [],
): readonly Option[] {
  const t = useTranslations("taxes.classes");
  const known: Option[] = [
    ...baseClasses.map((handle) => [handle, t(handle)] as const),
    ...(own ?? []).map(({ handle, name }) => [handle, name] as const),
  ];
  const missing = [...new Set(also)].filter((handle) => !known.some(([one]) => one === handle));
  return [...known, ...missing.map((handle) => [handle, handle] as const)];
}
