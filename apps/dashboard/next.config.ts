import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const packages = [
  "catalogue",
  "checkout",
  "content",
  "customers",
  "db",
  "files",
  "inventory",
  "kernel",
  "ledger",
  "metafields",
];
const more = ["notifications", "onboarding", "orders", "payment-providers", "payments", "pricing", "stores"];
const last = ["sections", "transfer", "translations", "ui"];

const config: NextConfig = {
  // Another folder lets a second build be tried while one is being served.
  distDir: process.env.HUTONG_DASHBOARD_DIST ?? ".next",
  transpilePackages: [...packages, ...more, ...last].map((name) => `@hutong/${name}`),
  serverExternalPackages: [
    "pg",
    "pg-protocol",
    "postgres",
    "@node-rs/argon2",
    "pino",
    "sharp",
    "sanitize-html",
  ],
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  outputFileTracingRoot: fileURLToPath(new URL("../..", import.meta.url)),
  // Types, lint and format are judged once for the whole house, by `npm run verify`.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  experimental: { optimizePackageImports: ["@hutong/ui"] },
  rewrites: async () => ({
    beforeFiles: [
      {
        source: "/dev/mailbox",
        has: [{ type: "query", key: "format", value: "json" }],
        destination: "/dev/mailbox/json",
      },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
