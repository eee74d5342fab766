"use client";

import { AppError, type Money, minorUnits, parseMoney } from "@hutong/kernel";
import { AffixedInput, Field } from "@hutong/ui";
import type { ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { useFormats } from "../../shell/use-formats.ts";

/** An amount as it was typed: minor units, or in words what is wrong with it. */
export type ReadAmount = { readonly amount: number } | { readonly fault: string };

/** Reads an amount that is more than 0 and at most `most`; `over` is the code of the words for what is more. */
export function useReadAmount(most: Money, over: string) {
  const reason = useReason();
  const { money } = useFormats();
  const { currency } = most;
  const read = (text: string): ReadAmount => {
    try {
      const { amount } = parseMoney(text, currency);
      if (amount === 0) return { fault: reason("amount_too_small") };
      return amount > most.amount ? { fault: reason(over, { left: money(most) }) } : { amount };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { fault: reason(error.code, { digits: minorUnits(currency), ...error.params }) };
    }
  };
  return {
    read,
    validate: (text: string) => {
      const answer = read(text);
      return "fault" in answer ? answer.fault : true;
    },
  };
}

/** Where such an amount is typed, with its currency before it. */
export function AmountField({
  label,
  help,
  error,
  currency,
  field,
}: {
  label: string;
  help: ReactNode;
  error: string | undefined;
  currency: string;
  field: UseFormRegisterReturn;
}) {
  return (
    <Field label={label} help={help} error={error}>
      <AffixedInput inputMode="decimal" autoComplete="off" before={currency} {...field} />
    </Field>
  );
}
