import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Next at its quickest: no compression, etags or headers that nobody in the trial asks for, everything cached in memory. */
export default {
  poweredByHeader: false,
  compress: false,
  generateEtags: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  turbopack: { root },
  outputFileTracingRoot: root,
};
