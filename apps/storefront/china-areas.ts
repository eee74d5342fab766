import { chinaAreas } from "@hutong/pricing/china/areas";
import type { Plugin } from "vite";

const start = "virtual:china/";

/**
 * China's areas for browsers: `virtual:china/cities` names the cities of each province, `virtual:china/areas` fetches the areas of
 * one province, which is a file of its own (at most 2 KB on the wire) with its hash in the name.
 */
export function chinaAreasPlugin(): Plugin {
  const areas = [...chinaAreas()];
  const modules: Readonly<Record<string, () => string>> = {
    cities: () =>
      `export default ${JSON.stringify(Object.fromEntries(areas.map(([name, list]) => [name, list.map(([city]) => city)])))}`,
    areas: () =>
      `export default {${areas.map(([name], at) => `${JSON.stringify(name)}:()=>import("${start}area-${at}")`).join()}}`,
  };
  return {
    name: "china-areas",
    resolveId: (id) => (id.startsWith(start) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${start}`)) return null;
      const name = id.slice(start.length + 1);
      const at = /^area-(\d+)$/.exec(name)?.[1];
      return at ? `export default ${JSON.stringify(areas[Number(at)]![1])}` : (modules[name]?.() ?? null);
    },
  };
}
