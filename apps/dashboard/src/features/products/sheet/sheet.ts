/** A column of a sheet. `key` names its texts in the rows. */
export interface SheetColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: "text" | "money" | "count" | "choice";
  /** CSS pixels. */
  readonly width: number;
  /** What can be chosen; pasted words are taken for the value or its label. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
}

/** A row as it was read. A column that it has no text for cannot be filled in there. */
export interface SheetRow {
  readonly id: string;
  /** What tells it apart within its group, and altogether. */
  readonly label: string;
  readonly name: string;
  /** Rows that follow each other with one group stand under it; empty: under none. */
  readonly group: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly isNew?: boolean;
}

/** Why a cell cannot be saved: a stable code and what its sentence needs. */
export interface SheetRefusal {
  readonly column: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface CellText {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

export type JudgeRow = (text: (column: string) => string | undefined) => readonly SheetRefusal[];

interface Change extends CellText {
  readonly before: string;
}

const keyOf = (row: string, column: string) => `${row} ${column}`;
const mostSteps = 200;

/**
 * What is typed over rows that were read: texts by cell, with undo. Knows nothing of screens; whoever draws it listens. Reading the rows anew
 * (`rebase`) loses nothing that was typed.
 */
export class Sheet {
  #rows: readonly SheetRow[] = [];
  #byId = new Map<string, SheetRow>();
  #edits = new Map<string, Map<string, string>>();
  #theirs = new Map<string, string>();
  #refusals = new Map<string, readonly SheetRefusal[]>();
  #isStrict = false;
  #done: Change[][] = [];
  #undone: Change[][] = [];
  /** The cell that is being typed into: its letters are one step back. */
  #typing: string | null = null;
  readonly #judge: JudgeRow;
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(rows: readonly SheetRow[], judge: JudgeRow) {
    this.#judge = judge;
    this.#take(rows);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another number after each change. */
  readonly version = (): number => this.#version;

  readonly rowsNow = (): readonly SheetRow[] => this.#rows;

  get rows(): readonly SheetRow[] {
    return this.#rows;
  }

  /** What stands in a cell; undefined where nothing can. */
  text(row: string, column: string): string | undefined {
    return this.#edits.get(row)?.get(column) ?? this.#byId.get(row)?.texts[column];
  }

  isChanged(row: string, column: string): boolean {
    return this.#edits.get(row)?.has(column) ?? false;
  }

  /** What somebody else saved meanwhile in a cell that was typed into here. */
  theirs(row: string, column: string): string | undefined {
    return this.#theirs.get(keyOf(row, column));
  }

  /** Texts that differ from what was read, by row and column. */
  changes(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return this.#edits;
  }

  changeCount = (): number => {
    let count = 0;
    for (const cells of this.#edits.values()) count += cells.size;
    return count;
  };

  /** What is wrong with a row that was typed into or is new; once all are judged, with any. */
  refusals(row: string): readonly SheetRefusal[] {
    if (!this.#isStrict && !this.#edits.has(row) && !this.#byId.get(row)?.isNew) return [];
    let found = this.#refusals.get(row);
    if (!found) {
      found = this.#judge((column) => this.text(row, column));
      this.#refusals.set(row, found);
    }
    return found;
  }

  /** From now on also rows that nobody touched are judged. */
  judgeAll(): void {
    this.#isStrict = true;
    this.#tell();
  }

  /** A row as it was read. */
  row(id: string): SheetRow | undefined {
    return this.#byId.get(id);
  }

  /** The first row that cannot be saved. */
  firstRefusal(): { readonly row: SheetRow; readonly refusal: SheetRefusal } | null {
    for (const row of this.#rows) {
      const [refusal] = this.refusals(row.id);
      if (refusal) return { row, refusal };
    }
    return null;
  }

  /** Writes texts into cells: one step, that is taken back as one. Letters typed into one cell join into a step. */
  write(cells: readonly CellText[], how: "typing" | "at-once" = "at-once"): void {
    const changes = cells.flatMap((cell): Change[] => {
      const before = this.text(cell.row, cell.column);
      return before === undefined || before === cell.text ? [] : [{ ...cell, before }];
    });
    if (changes.length === 0) return;
    const [one] = changes;
    const typing = how === "typing" ? keyOf(one!.row, one!.column) : null;
    const last = this.#done.at(-1);
    if (typing !== null && typing === this.#typing && last)
      this.#done[this.#done.length - 1] = [{ ...one!, before: last[0]!.before }];
    else this.#done.push(changes);
    if (this.#done.length > mostSteps) this.#done.shift();
    this.#typing = typing;
    this.#undone = [];
    for (const { row, column, text } of changes) this.#put(row, column, text);
    this.#tell();
  }

  /** The next letters are a step of their own. */
  endTyping(): void {
    this.#typing = null;
  }

  /** Takes back what is being typed into a cell, where something is. */
  revertTyping(): CellText | null {
    return this.#typing === null ? null : this.undo();
  }

  /** Takes the last step back, or does it again. Answers the first cell of it. */
  undo(): CellText | null {
    return this.#step(this.#done, this.#undone, "before");
  }

  redo(): CellText | null {
    return this.#step(this.#undone, this.#done, "text");
  }

  /** Other rows, or the same read anew: what was typed stays, over what is there now. */
  rebase(rows: readonly SheetRow[]): void {
    const before = this.#byId;
    this.#take(rows);
    for (const [row, cells] of this.#edits) {
      for (const [column, text] of cells) {
        const now = this.#byId.get(row)?.texts[column];
        const was = before.get(row)?.texts[column];
        if (now === undefined || now === text) {
          cells.delete(column);
          this.#theirs.delete(keyOf(row, column));
        } else if (was !== now) this.#theirs.set(keyOf(row, column), now);
      }
      if (cells.size === 0) this.#edits.delete(row);
    }
    this.#refusals.clear();
    this.#tell();
  }

  /** Forgets what was typed into some rows: it was saved. */
  forget(rows: readonly string[]): void {
    for (const row of rows) {
      for (const column of this.#edits.get(row)?.keys() ?? []) this.#theirs.delete(keyOf(row, column));
      this.#edits.delete(row);
      this.#refusals.delete(row);
    }
    this.#done = [];
    this.#undone = [];
    this.#typing = null;
    this.#tell();
  }

  /** Forgets all that was typed. */
  discard(rows: readonly SheetRow[] = this.#rows): void {
    this.#edits.clear();
    this.#theirs.clear();
    this.#refusals.clear();
    this.#done = [];
    this.#undone = [];
    this.#typing = null;
    this.#take(rows);
    this.#tell();
  }

  contestedCount = (): number => this.#theirs.size;

  #take(rows: readonly SheetRow[]): void {
    this.#rows = rows;
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  #put(row: string, column: string, text: string): void {
    const read = this.#byId.get(row)?.texts[column];
    const cells = this.#edits.get(row) ?? new Map<string, string>();
    if (read === text) cells.delete(column);
    else cells.set(column, text);
    this.#theirs.delete(keyOf(row, column));
    if (cells.size > 0) this.#edits.set(row, cells);
    else this.#edits.delete(row);
    this.#refusals.delete(row);
  }

  #step(from: Change[][], to: Change[][], which: "before" | "text"): CellText | null {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    this.#typing = null;
    for (const { row, column, [which]: text } of step) if (this.#byId.has(row)) this.#put(row, column, text);
    this.#tell();
    return step[0] ?? null;
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
