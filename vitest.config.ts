import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "simulators/*/src/**/*.test.ts",
      "apps/*/src/**/*.test.{ts,tsx}",
      "tooling/**/*.test.ts",
      "scripts/**/*.test.mjs",
    ],
    pool: "forks",
    maxWorkers: 2,
    globalSetup: "tooling/test/vitest-server.ts",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
