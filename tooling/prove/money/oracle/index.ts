import type { Pricing } from "../cart.ts";
import { refund } from "./refund.ts";
import { totals } from "./totals.ts";
import { unitPrice } from "./unit-price.ts";

/** The second implementation of docs/totals.md: written from the page alone, in fractions, by who had not read the first. */
export const oracle: Pricing = { unitPrice, totals, refund };
