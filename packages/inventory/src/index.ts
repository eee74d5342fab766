export { type AdjustedStock, adjustStock } from "./adjust-stock.ts";
export { listBundles, type StaffBundle, type StaffPart } from "./bundles/list-bundles.ts";
export { putBundle } from "./bundles/put-bundle.ts";
export { closeLocation, reopenLocation, setDefaultLocation } from "./close-location.ts";
export {
  closeConsignment,
  receiveConsignment,
  sendConsignment,
} from "./consignments/move-consignment.ts";
export {
  type ConsignmentItem,
  type ConsignmentLine,
  getConsignment,
  listConsignments,
} from "./consignments/read-consignments.ts";
export { saveConsignment } from "./consignments/save-consignment.ts";
export { type CommittedCount, cancelCount, commitCount } from "./counts/commit-count.ts";
export { beginCount, enterCount, removeCountLine } from "./counts/enter-count.ts";
export {
  type CountItem,
  type CountLine,
  type CountView,
  getCount,
  listCounts,
} from "./counts/read-counts.ts";
export { listStock, type StockItem, type StockPage } from "./list-stock.ts";
export { createLocation, type LocationView, listLocations, locationOf, updateLocation } from "./locations.ts";
export { getLowStock, type LowStock, setLowStock } from "./low-stock.ts";
export { type LocationAddress, type PickupPlace, pickupsOfMarket } from "./pickups.ts";
export { releaseStock, sellReserved } from "./release.ts";
export { type Taking, takeStock, type Wanted } from "./reserve.ts";
export { setOverselling } from "./set-overselling.ts";
export { type StockLevel, setAvailable, setStock } from "./set-stock.ts";
export { shipStock, uncommitStock } from "./ship.ts";
export { isInStock, startStock } from "./start-stock.ts";
export type { NamedVariant, StockUnits } from "./stock-columns.ts";
export { stopTracking, untrackStock } from "./stop-tracking.ts";
export {
  getVariantStock,
  type LocationStock,
  listMovements,
  type MovementView,
  type VariantStock,
} from "./variant-stock.ts";
