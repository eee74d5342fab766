export { type LowStock, listLowStock } from "./list-low-stock.ts";
export { createLocation, type LocationView, listLocations, locationOf, updateLocation } from "./locations.ts";
export { type LocationAddress, type PickupPlace, pickupsOfMarket } from "./pickups.ts";
export { releaseStock, sellReserved } from "./release.ts";
export { type Taking, takeStock, type Wanted } from "./reserve.ts";
export { type StockLevel, setAvailable, setStock } from "./set-stock.ts";
export { shipStock, uncommitStock } from "./ship.ts";
export { stopTracking, untrackStock } from "./stop-tracking.ts";
