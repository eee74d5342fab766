import { fragment } from "@hutong/db";
import type { Discount } from "../totals/input.ts";
import type { DiscountClass, DiscountValue, Targets } from "./schemas.ts";

/** A discount as the checkout's statements read it; instants are ISO 8601. */
export interface DiscountRow {
  readonly id: string;
  readonly name: Record<string, string>;
  readonly method: "automatic" | "code";
  readonly class: DiscountClass;
  readonly value: DiscountValue & { readonly mostPrice?: number | null };
  readonly targets: Targets;
  readonly minimum: Discount["minimum"];
  readonly combines: readonly DiscountClass[];
  readonly markets: readonly string[] | null;
  readonly currency: string;
  readonly isFirstOrderOnly: boolean;
  readonly startsAt: string;
  readonly endsAt: string | null;
  /** Whether each use of it is written down: of those with a code, and those with a limit. */
  readonly isCounted: boolean;
  readonly mostPerCustomer: number | null;
  readonly isUsedUp: boolean;
  readonly position: number;
}

/** A code of a cart with the discount that it stands for; null where there is none any more. */
export interface CodeRow {
  readonly code: string;
  readonly codeId: string | null;
  readonly isCodeUsedUp: boolean;
  readonly discount: DiscountRow | null;
}

/** A discount `d` as JSON: `DiscountRow`. */
export const discountJson = fragment`jsonb_build_object('id', d.id, 'name', d.name, 'method', d.method, 'class', d.class, 'value', d.value,
  'targets', d.targets, 'minimum', d.minimum, 'combines', d.combines, 'markets', d.markets, 'currency', d.currency,
  'isFirstOrderOnly', d.is_first_order_only, 'startsAt', d.starts_at, 'endsAt', d.ends_at, 'mostPerCustomer', d.most_per_customer,
  'isCounted', (d.method = 'code' or d.most_uses is not null or d.most_per_customer is not null or d.is_first_order_only),
  'isUsedUp', d.is_used_up, 'position', d.position)`;
