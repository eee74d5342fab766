import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What a JSON file says, or what `make` makes, which is written there for the next time; nobody else may read it. */
export function keptOrNew<Kept>(file: string, make: () => Kept): Kept {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Kept;
  const made = make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return made;
}
