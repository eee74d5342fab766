export { addCodes } from "./add-codes.ts";
export { type CodeState, codeStates } from "./code-states.ts";
export { normaliseCode } from "./codes.ts";
export { type CompiledDiscount, compileDiscount, type DiscountedLine, type Membership } from "./compile.ts";
export { type CodeRow, type DiscountRow, discountJson } from "./discount-rows.ts";
export { deleteDiscount, endDiscount } from "./end-discount.ts";
export {
  type Circumstances,
  type CustomerFacts,
  type Holding,
  type Judged,
  judgeDiscounts,
  nothingHolds,
  type WhyNot,
} from "./judge.ts";
export {
  type CodeItem,
  type DiscountItem,
  type DiscountState,
  getDiscount,
  listDiscounts,
} from "./list-discounts.ts";
export { createDiscount, updateDiscount } from "./save-discount.ts";
