import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), name: z.string().optional(), css: z.array(z.string()).optional() }),
);

/** Addresses of the built stylesheets and scripts, by name: "tea", "street", "checkout", "shop", "pay". */
export interface Assets {
  /** Folder with `assets/` and `art/`. */
  readonly folder: string;
  style(name: string): string;
  script(name: string): string;
}

/** Reads the manifest of what was built for browsers. */
export function readAssets(folder: string): Assets {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")));
  const byName = new Map<string, string>();
  for (const [source, entry] of Object.entries(manifest)) {
    const name = source.replace(/^.*\//, "").replace(/\.\w+$/, "");
    byName.set(`${name}${entry.file.endsWith(".css") ? ".css" : ".js"}`, `/${entry.file}`);
  }
  const need = (name: string) => {
    const address = byName.get(name);
    if (address === undefined)
      throw new Error(`${name} was not built; run npm run build -w @hutong/storefront`);
    return address;
  };
  return { folder, style: (name) => need(`${name}.css`), script: (name) => need(`${name}.js`) };
}
