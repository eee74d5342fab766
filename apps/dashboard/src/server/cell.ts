import { type Cell, cellOptions, openCell } from "@hutong/db";

const kept = globalThis as typeof globalThis & { hutongDashboardCell?: Cell };

/** The process's one cell; kept across bundles, each of which has its own copy of this module. */
export function getCell(): Cell {
  kept.hutongDashboardCell ??= openCell({ ...cellOptions(), name: "hutong dashboard" });
  return kept.hutongDashboardCell;
}

/** Puts another cell in its place: a test's own database. */
export function placeCell(cell: Cell): void {
  kept.hutongDashboardCell = cell;
}
