import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import {
  type CodeRow,
  type CodeState,
  type DiscountInput,
  draftDiscount,
  normaliseCode,
} from "@hutong/pricing";
import type { z } from "zod";
import type { LineRow } from "../cart-rows.ts";
import { totalsView } from "../checkout-view.ts";
import { firstWay, waysOf } from "../delivery/ways.ts";
import { priceRows } from "../market/price-rows.ts";
import { estimate } from "../quote.ts";
import { type HeadRow, readCheckout } from "../read-checkout.ts";
import { type DiscountLineView, emptyAddress, type TotalsView } from "../views.ts";
import { codesOf } from "./cart-codes-rows.ts";
import { codesView } from "./codes-view.ts";
import { findDiscounts } from "./find-discounts.ts";
import { TryCartInput } from "./try-cart-input.ts";

/** A cart that nobody has, and a discount that is being written. */
export type TryCart = z.input<typeof TryCartInput> & {
  /** A discount as it stands in a form, saved or not; it takes the place of the saved one with this id. */
  readonly draft: DiscountInput | null;
  readonly draftId: string | null;
};

/** What a line comes to, and what takes what off it. Amounts in minor units. */
export interface TriedLine {
  readonly variantId: string;
  readonly title: string;
  readonly quantity: number;
  readonly gross: number;
  readonly discounts: readonly { readonly name: string; readonly amount: number }[];
  readonly rest: number;
}

export interface TriedCart {
  readonly lines: readonly TriedLine[];
  readonly totals: TotalsView;
  readonly discounts: readonly DiscountLineView[];
  /** What became of the draft: null where there is none. */
  readonly draft: CodeState["why"] | "taken" | null;
  /** What became of the code that was tried; null where there is none. */
  readonly code: CodeState | null;
}

// No code can be written so: it stands for the draft, whether that is automatic or not.
const draftCode = "\u0000draft";

async function rowsOf(ctx: StoreContext, lines: z.output<typeof TryCartInput>["lines"]): Promise<LineRow[]> {
  const [found] = await ctx.read(sql<Omit<LineRow, "quantity">>`
    select v.id as variant_id, v.product_id, p.handle, p.title, jsonb_build_array(v.option1, v.option2, v.option3) as options,
      null as words, v.sku, v.price, null as picture, true as is_available, v.weight_grams, v.requires_shipping, false as is_digital, null as parts, case when v.tax_class is null then p.tax_class else v.tax_class end as tax_class,
      '' as mark, null as properties, null as quantity_rule
    from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${ctx.storeId} and v.id = any(${list(lines.map(({ variantId }) => variantId))}::uuid[])`);
  return lines.map(({ variantId, quantity }) => {
    const row = found.find((one) => one.variant_id === variantId);
    if (!row) throw new AppError("not_found", "unknown_variant");
    return { ...row, quantity };
  });
}

async function codeOf(ctx: StoreContext, code: string): Promise<CodeRow[]> {
  if (code === "") return [];
  const [rows] = await ctx.read(codesOf(ctx, [code]));
  return rows;
}

function headWith(head: HeadRow, draftId: string | null, codes: readonly CodeRow[]): HeadRow {
  const automatic = head.terms.automatic_discounts;
  const others = draftId === null ? automatic : automatic.filter(({ id }) => id !== draftId);
  return { ...head, codes, terms: { ...head.terms, automatic_discounts: others } };
}

/**
 * What a cart of these goods would come to by the real totals, with a discount that is being written: nothing is kept. The first
 * rate of the store's own country is taken for the shipping. Throws as `createDiscount` does for a draft that makes no sense,
 * or `unknown_variant`.
 */
export async function tryCart(ctx: StoreContext, input: TryCart): Promise<TriedCart> {
  authorize(ctx, "checkout.tryCart");
  const { lines, code } = TryCartInput.parse(input);
  const { head: read } = await readCheckout(ctx, null);
  const head = read!;
  const rows = await priceRows(ctx, head.terms, await rowsOf(ctx, lines), head.now);
  const { draft, draftId } = input;
  const drafted = draft ? draftDiscount(draft, { id: draftId, currency: head.terms.currency }) : null;
  const tried = await codeOf(ctx, normaliseCode(code));
  const named = tried.filter(({ discount }) => discount === null || discount.id !== draftId);
  const codes: CodeRow[] = [
    ...(drafted ? [{ code: draftCode, codeId: null, isCodeUsedUp: false, discount: drafted }] : []),
    ...named,
  ];
  const whole = headWith(head, draftId, codes);
  const judged = await findDiscounts(ctx, whole, rows, null);
  const address = { ...emptyAddress, country: head.country };
  const way = firstWay(waysOf(whole, rows, address));
  if (!way) throw new AppError("precondition", "rates_missing");
  const sums = estimate(ctx, whole, rows, { way, address, judged });
  const totals = totalsView(sums, ctx.locale);
  const states = codesView(whole, judged, sums);
  const own = states.find((one) => one.code === draftCode);
  const nameOf = new Map(totals.discounts.map((one) => [one.id, one.name]));
  return {
    lines: sums.answer.lines.map(({ id, gross, discounts, rest }, index) => ({
      variantId: id,
      title: rows[index]!.title,
      quantity: rows[index]!.quantity,
      gross,
      discounts: discounts.map((part) => ({ name: nameOf.get(part.id) ?? "", amount: part.amount })),
      rest,
    })),
    totals,
    discounts: totals.discounts.map((one) => (one.code === draftCode ? { ...one, code: null } : one)),
    draft: own ? (own.why ?? "taken") : null,
    code: named.length > 0 ? (states.find((one) => one.code === named[0]!.code) ?? null) : null,
  };
}
