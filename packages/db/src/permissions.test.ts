import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { verbs } from "./permissions.ts";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const names = readdirSync(packages).filter((name) => existsSync(join(packages, name, "src/index.ts")));

const reexport = /export\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)"/g;
const declaration =
  /export\s+(async\s+)?function\*?\s+(\w+)\s*(?:<[^(]*>)?\(\s*(ctx|tx)\s*:\s*(StoreContext|WriteContext)\b/g;

interface Door {
  readonly verb: string;
  readonly file: string;
  /** `ctx` opens a door to whoever has a context; `tx` is a step of a write that somebody's verb began. */
  readonly parameter: string;
  readonly context: string;
  readonly isAsync: boolean;
  readonly body: string;
}

/** The files that an entry lets out, and which names of each. */
function exportsOf(file: string): { file: string; names: Set<string> }[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(reexport)].flatMap(([, list = "", from = ""]) => {
    const target = join(dirname(file), from);
    const wanted = list
      .split(",")
      .map(
        (one) =>
          one
            .trim()
            .replace(/^type\s+/, "")
            .split(/\s+as\s+/)[0]!,
      )
      .filter(Boolean);
    const deeper = exportsOf(target).map((one) => ({
      ...one,
      names: new Set(wanted.filter((name) => one.names.has(name))),
    }));
    return [{ file: target, names: new Set(wanted) }, ...deeper];
  });
}

function doorsOf(name: string): Door[] {
  return exportsOf(join(packages, name, "src/index.ts")).flatMap(({ file, names: exported }) => {
    const text = readFileSync(file, "utf8");
    const found = [...text.matchAll(declaration)];
    return found.flatMap((match, index) => {
      const [, isAsync, verb = "", parameter = "", context = ""] = match;
      if (!exported.has(verb)) return [];
      const body = text.slice(match.index, found[index + 1]?.index);
      return [{ verb: `${name}.${verb}`, file, parameter, context, isAsync: isAsync !== undefined, body }];
    });
  });
}

const doors = names.filter((name) => name !== "db").flatMap(doorsOf);
// What is not async and asks nothing itself writes a piece of SQL for somebody's statement.
const asks = (door: Door) =>
  door.isAsync || /\breading\(|\breadTogether\(|\.read\(|\.write\(/.test(door.body);
const isVerb = (door: Door) => door.parameter === "ctx" && asks(door);

test("the packages' doors are found", () => {
  expect(doors.filter(isVerb).length).toBeGreaterThan(20);
});

const asked = (body: string) => [...body.matchAll(/authorize\(\w+, "([^"]+)"\)/g)].map((match) => match[1]!);

// Puts readings of other packages together; each of them asks for itself.
const composed = ["sections.loadPage"];

test("every verb asks first, for a permission that the table names", () => {
  const silent = doors.filter(isVerb).filter(({ body }) => !asked(body).some((verb) => verb in verbs));
  expect(silent.map(({ verb }) => verb)).toEqual(composed);
});

test("a step of somebody else's write can only be taken inside one", () => {
  const loose = doors.filter((door) => door.parameter === "tx" && door.context !== "WriteContext");
  expect(loose.map(({ verb }) => verb)).toEqual([]);
});

test("the table names no verb that nobody asks for", () => {
  const known = new Set(doors.flatMap(({ body }) => asked(body)));
  expect(Object.keys(verbs).filter((verb) => !known.has(verb))).toEqual([]);
});
