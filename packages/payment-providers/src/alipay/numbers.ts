import { refundNumbers } from "../refund-number.ts";

/** Refunds by out_request_no, which makes them happen once: letters, digits, `-` and `_` only. */
export const { toRefundNumber, toRequestKey } = refundNumbers("_", "__");
