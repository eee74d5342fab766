import { refundNumbers } from "../refund-number.ts";

/** Refunds by out_refund_no, which makes them happen once: letters, digits and `_-|*@` are allowed there. */
export const { toRefundNumber, toRequestKey } = refundNumbers("*", "|");
