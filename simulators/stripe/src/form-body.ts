/** What bracket names come to: texts, lists and records of them. */
export type Form = string | Form[] | { [name: string]: Form };

type Tree = Map<string, Tree | string>;

function toForm(tree: Tree): Form {
  const names = [...tree.keys()];
  const values = [...tree.values()].map((value) => (typeof value === "string" ? value : toForm(value)));
  const isList = names.length > 0 && names.every((name, at) => name === String(at) || name === "");
  return isList ? values : Object.fromEntries(names.map((name, at) => [name, values[at]!]));
}

/** Reads `a=1&b[c]=2&d[0]=3&d[1]=4`; the same name again replaces what was there. */
export function readForm(text: string): { [name: string]: Form } {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const parts = [
      name.replace(/\[.*$/s, ""),
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, part]) => part!),
    ];
    let tree = root;
    for (const part of parts.slice(0, -1)) {
      const known = tree.get(part);
      const next: Tree = known instanceof Map ? known : new Map();
      tree.set(part, next);
      tree = next;
    }
    const last = parts.at(-1)!;
    tree.set(last === "" ? String(tree.size) : last, value);
  }
  return Object.fromEntries(
    [...root].map(([name, value]) => [name, typeof value === "string" ? value : toForm(value)]),
  );
}
