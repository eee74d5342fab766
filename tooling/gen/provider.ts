import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Names, providerFiles } from "./provider-files.ts";

function namesOf(id: string): Names {
  const words = id.split("-").map((word) => word[0]!.toUpperCase() + word.slice(1));
  const pascal = words.join("");
  return { id, label: words.join(" "), pascal, camel: pascal[0]!.toLowerCase() + pascal.slice(1) };
}

/** Why a provider cannot get this id, or null. `folder` is where the providers' folders are. */
export function providerNameFault(folder: string, id: string): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    return `"${id}" is no id: small letters, digits and single hyphens.`;
  return existsSync(join(folder, id)) ? `There is a folder ${id} already.` : null;
}

/**
 * Writes a provider's folder and its line in the list; answers the paths written. What it can not know throws, so that the
 * contract's suite names it.
 */
export function generateProvider(folder: string, id: string): string[] {
  const names = namesOf(id);
  mkdirSync(join(folder, id));
  const written = Object.entries(providerFiles(names)).map(([file, text]) => {
    const path = join(folder, id, file);
    writeFileSync(path, text);
    return path;
  });
  const list = join(folder, "index.ts");
  const text = readFileSync(list, "utf8");
  const listed = text
    .replace(
      /(import .* from "\.\/contract\.ts";\n)/,
      `$1import { ${names.camel} } from "./${id}/index.ts";\n`,
    )
    .replace(/(export const providers: [^=]*= \[[^\]]*)\];/, `$1, ${names.camel}];`);
  if (listed.split(names.camel).length < 3) throw new Error(`${list} is not as expected: add ${id} by hand.`);
  writeFileSync(list, listed);
  return [...written, list].filter((path) => path.endsWith(".ts"));
}
