import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";

/** Collections by name; what is in them is plain: numbers, texts, dates, bytes, and collections of these. */
export type Books = Readonly<Record<string, Map<unknown, unknown> | Set<unknown> | unknown[]>>;

function fill(book: Books[string], kept: unknown): void {
  if (book instanceof Map && kept instanceof Map) for (const [key, value] of kept) book.set(key, value);
  else if (book instanceof Set && kept instanceof Set) for (const value of kept) book.add(value);
  else if (Array.isArray(book) && Array.isArray(kept)) book.push(...kept);
}

function readKept(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  try {
    return deserialize(readFileSync(file)) as Record<string, unknown>;
  } catch (error) {
    // A shop whose payments are not known here any more ends them by itself; one that cannot be started does not.
    process.emitWarning(`${file} cannot be read and is put aside: ${(error as Error).message}`);
    renameSync(file, `${file}.unreadable`);
    return {};
  }
}

/**
 * Puts back what a far end's books held when they were last kept in `file`, and answers how to keep them: whole, at once,
 * and only when something has changed. Books that the file knows and the far end does not are left out.
 */
export function openKeptBooks(file: string, books: Books): () => void {
  const kept = readKept(file);
  for (const [name, book] of Object.entries(books)) fill(book, kept[name]);
  let last = serialize({ ...books });
  return () => {
    const now = serialize({ ...books });
    if (now.equals(last)) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, now, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    last = now;
  };
}
