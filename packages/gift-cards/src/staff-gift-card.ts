import { fragment } from "@hutong/db";

/** A gift card as staff see it. Amounts in minor units of `currency`. */
export interface StaffGiftCard {
  readonly id: string;
  /** The last four characters of its code. */
  readonly last: string;
  readonly currency: string;
  readonly initial: number;
  readonly balance: number;
  /** What checkouts that wait for their payment hold of it. */
  readonly held: number;
  readonly state: "active" | "disabled";
  readonly isExpired: boolean;
  /** The last day on which it is good, in the store's time zone ("2027-01-31"); null: it never expires. */
  readonly lastDay: string | null;
  readonly recipientEmail: string | null;
  readonly note: string;
  readonly createdAt: Date;
}

/** Columns of a `StaffGiftCard`, of `gift_cards g` and `stores s`. */
export const staffColumns = fragment`g.id, g.last_characters as last, g.currency, g.initial, g.balance, g.held, g.state,
  coalesce(g.expires_at <= app_now(), false) as "isExpired",
  ((g.expires_at at time zone s.timezone)::date - 1)::text as "lastDay", g.recipient_email as "recipientEmail", g.note,
  g.created_at as "createdAt"`;
