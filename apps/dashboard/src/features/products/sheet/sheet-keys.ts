import type { CellPlace } from "./cell-range.ts";

/** What a key does in a sheet. */
export type KeyAct =
  | { readonly do: "move"; readonly to: CellPlace; readonly extends: boolean }
  | { readonly do: "edit" | "revert" | "leave" | "undo" | "redo" | "fill" | "empty" | "all" };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

interface Where {
  readonly at: CellPlace;
  readonly rows: number;
  readonly columns: number;
  /** Whether the caret is at work inside the cell. */
  readonly isEditing: boolean;
  /** Whether more than one cell is selected. */
  readonly isRange: boolean;
  /** Rows that a page has. */
  readonly page: number;
}

function commanded(pressed: Pressed): KeyAct | null {
  switch (pressed.key.toLowerCase()) {
    case "z":
      return { do: pressed.shiftKey ? "redo" : "undo" };
    case "y":
      return { do: "redo" };
    case "d":
      return { do: "fill" };
    default:
      return null;
  }
}

function tabbed(pressed: Pressed, { at, rows, columns }: Where): KeyAct | null {
  const flat = at.row * columns + at.column + (pressed.shiftKey ? -1 : 1);
  // Past either end the key leads out of the table, as everywhere.
  if (flat < 0 || flat >= rows * columns) return null;
  return { do: "move", to: { row: Math.floor(flat / columns), column: flat % columns }, extends: false };
}

function stepOf(key: string, where: Where): { down: number; right: number } | null {
  switch (key) {
    case "ArrowDown":
      return { down: 1, right: 0 };
    case "ArrowUp":
      return { down: -1, right: 0 };
    case "ArrowRight":
      return where.isEditing ? null : { down: 0, right: 1 };
    case "ArrowLeft":
      return where.isEditing ? null : { down: 0, right: -1 };
    case "PageDown":
      return { down: where.page, right: 0 };
    case "PageUp":
      return { down: -where.page, right: 0 };
    default:
      return null;
  }
}

function edgeOf(pressed: Pressed, { at, rows, columns, isEditing }: Where): CellPlace | null {
  const isFar = pressed.ctrlKey || pressed.metaKey;
  if (isEditing || (pressed.key !== "Home" && pressed.key !== "End")) return null;
  if (pressed.key === "Home") return { row: isFar ? 0 : at.row, column: 0 };
  return { row: isFar ? rows - 1 : at.row, column: columns - 1 };
}

/** What a key does where it was pressed; null leaves it to the browser. */
export function keyAct(pressed: Pressed, where: Where): KeyAct | null {
  const { at, rows, columns, isEditing } = where;
  const isCommand = pressed.ctrlKey || pressed.metaKey;
  const edge = edgeOf(pressed, where);
  if (edge) return { do: "move", to: edge, extends: pressed.shiftKey };
  if (isCommand && pressed.key.toLowerCase() === "a" && !isEditing) return { do: "all" };
  if (isCommand) return commanded(pressed);
  if (pressed.altKey) return null;
  if (pressed.key === "Tab") return tabbed(pressed, where);
  if (pressed.key === "F2") return { do: "edit" };
  if (pressed.key === "Escape") return { do: isEditing ? "revert" : "leave" };
  if (pressed.key === "Enter") {
    const row = Math.min(Math.max(at.row + (pressed.shiftKey ? -1 : 1), 0), rows - 1);
    return { do: "move", to: { row, column: at.column }, extends: false };
  }
  if ((pressed.key === "Delete" || pressed.key === "Backspace") && where.isRange) return { do: "empty" };
  const step = stepOf(pressed.key, where);
  if (!step) return null;
  return {
    do: "move",
    to: {
      row: Math.min(Math.max(at.row + step.down, 0), rows - 1),
      column: Math.min(Math.max(at.column + step.right, 0), columns - 1),
    },
    extends: pressed.shiftKey && !isEditing,
  };
}
