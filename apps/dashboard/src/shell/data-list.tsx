"use client";

import { Cell, cn, HeadCell, Table } from "@hutong/ui";
import { type ColumnDef, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import type { ReactNode } from "react";

export const listFeatures = tableFeatures({});
export type ListColumn<Row extends RowData> = ColumnDef<typeof listFeatures, Row>;

/**
 * A list: a table on the desk, rows of two lines on the phone. Its first cell holds the row's link, stretched over
 * the whole row.
 * @param numberColumns ids of the columns that are set right
 * @param isSelected which rows are selected, where that can be
 * @param isStale the rows are those of before, while new ones are on their way
 */
export function DataList<Row extends { id: string }>({
  label,
  columns,
  rows,
  numberColumns = [],
  isStale,
  isSelected,
  card,
}: {
  label: string;
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  numberColumns?: readonly string[];
  isStale: boolean;
  isSelected?: (id: string) => boolean;
  card: (row: Row) => ReactNode;
}) {
  const table = useTable({
    features: listFeatures,
    columns: columns as ListColumn<Row>[],
    data: rows as Row[],
    getRowId: (row) => row.id,
  });
  return (
    <div className={cn("transition-opacity", isStale && "opacity-60")} aria-busy={isStale}>
      <Table aria-label={label} className="max-md:hidden">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeadCell
                  key={header.id}
                  isNumber={numberColumns.includes(header.column.id)}
                  className={widthOf(header.column.id)}
                >
                  <table.FlexRender header={header} />
                </HeadCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row
              className={cn(
                "relative focus-within:bg-sunken hover:bg-sunken",
                isSelected?.(row.id) && "bg-accent-soft",
              )}
            >
              {row.getAllCells().map((cell) => (
                <Cell key={cell.id} isNumber={numberColumns.includes(cell.column.id)}>
                  <table.FlexRender cell={cell} />
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <ul className="md:hidden">
        {rows.map((row) => (
          <li
            key={row.id}
            data-row
            className={cn(
              "border-line border-b px-4 py-3.5 text-section",
              isSelected?.(row.id) && "bg-accent-soft",
            )}
          >
            {card(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}

// A column of boxes is as wide as they are.
const widthOf = (column: string) => (column === "select" ? "w-12 pr-0" : undefined);

/** Dresses the link of a row: it covers the row. */
export const rowLink = "font-semibold after:absolute after:inset-0 after:content-['']";
