import type { ConsignmentItem, ConsignmentLine } from "@hutong/inventory";
import type { ConsignmentKind, SaveConsignmentInput } from "@hutong/inventory/schemas";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";

export interface LineValues {
  variantId: string;
  name: string;
  quantity: string;
  cost: string;
}

/** A draft as its form has it: texts, as they are typed. */
export interface ConsignmentValues {
  fromLocationId: string;
  toLocationId: string;
  supplier: string;
  reference: string;
  expectedOn: string;
  note: string;
  lines: LineValues[];
}

export type Draft = ConsignmentItem & { readonly lines: readonly ConsignmentLine[] };

/** The form's values of a draft, or of a new one between these locations. */
export function valuesOf(draft: Draft | null, from: string, to: string): ConsignmentValues {
  return {
    fromLocationId: draft?.from?.id ?? from,
    toLocationId: draft?.to.id ?? to,
    supplier: draft?.supplier ?? "",
    reference: draft?.reference ?? "",
    expectedOn: draft?.expectedOn ?? "",
    note: draft?.note ?? "",
    lines: (draft?.lines ?? []).map((line) => ({
      variantId: line.variantId,
      name: [line.title, line.options].filter(Boolean).join(" · "),
      quantity: String(line.quantity),
      cost: line.unitCost === null ? "" : toDecimal({ amount: line.unitCost, currency: draft!.currency }),
    })),
  };
}

/** The code of what is wrong with a quantity that was typed, or null. */
export function quantityFault(text: string): string | null {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? null : "quantity_invalid";
}

/** A cost that was typed, in minor units; null where nothing was. Throws `AppError` of what is wrong with it. */
export function readCost(text: string, currency: string): number | null {
  return text.trim() === "" ? null : parseMoney(text, currency).amount;
}

/** The code of what is wrong with a cost that was typed, or null. */
export function costFault(text: string, currency: string): string | null {
  try {
    readCost(text, currency);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** What the server is asked to save, of values in which nothing is wrong. */
export function inputOf(
  values: ConsignmentValues,
  kind: ConsignmentKind,
  id: string | null,
  currency: string,
): SaveConsignmentInput {
  const { fromLocationId, expectedOn, lines, ...rest } = values;
  return {
    ...rest,
    kind,
    ...(id ? { id } : {}),
    fromLocationId: kind === "transfer" ? fromLocationId : null,
    expectedOn: expectedOn || null,
    lines: lines.map(({ variantId, quantity, cost }) => ({
      variantId,
      quantity: Number(quantity),
      unitCost: kind === "purchase" ? readCost(cost, currency) : null,
    })),
  };
}
