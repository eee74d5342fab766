export { AppError, type AppErrorKind, httpStatus } from "./app-error.ts";
export { formatBytes } from "./bytes.ts";
export { type Clock, createClock } from "./clock.ts";
export { type Id, isId, newId, newPublicId, type StoreId } from "./id.ts";
export { cleanText, directionOf, isHandle, type LocalizedText, localized, toHandle } from "./locale.ts";
export {
  add,
  allocate,
  formatMoney,
  isCurrency,
  type Money,
  minorUnits,
  money,
  multiply,
  parseMoney,
  subtract,
  toDecimal,
} from "./money.ts";
export { formatWeight, gramsOf, type Weight, type WeightUnit, weightUnits } from "./weight.ts";
