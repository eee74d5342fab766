import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../start/env.ts";
import { generateProvider, providerNameFault } from "./provider.ts";

const run = promisify(execFile);
const copy = mkdtempSync(join(tmpdir(), "hutong-gen-"));
const folder = join(copy, "packages/payment-providers/src");

beforeAll(() => {
  mkdirSync(join(copy, "packages"));
  cpSync(join(root, "packages/payment-providers"), join(copy, "packages/payment-providers"), {
    recursive: true,
  });
  for (const name of ["node_modules", "tsconfig.json", "packages/kernel"])
    symlinkSync(join(root, name), join(copy, name));
  generateProvider(folder, "acme-pay");
});
afterAll(() => rmSync(copy, { recursive: true }));

it("writes a folder that type-checks, and lists it", async () => {
  expect(readFileSync(join(folder, "index.ts"), "utf8")).toContain(
    'import { acmePay } from "./acme-pay/index.ts";',
  );
  const config = {
    extends: "./tsconfig.json",
    include: ["packages/payment-providers/src/acme-pay"],
    exclude: [],
  };
  writeFileSync(join(copy, "tsconfig.gen.json"), JSON.stringify(config));
  await run(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.gen.json", "--noEmit"], { cwd: copy });
}, 60_000);

it("leaves the contract's suite to say what is missing", async () => {
  writeFileSync(join(copy, "vitest.config.ts"), "export default {};");
  const report = join(copy, "report.json");
  const command = [
    "run",
    "packages/payment-providers/src/acme-pay",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  await run(join(root, "node_modules/.bin/vitest"), command, { cwd: copy }).catch(() => {});
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.filter(({ status }) => status === "failed");
  expect(failed.find(({ title }) => title.startsWith("answers a start"))!.failureMessages[0]).toContain(
    "start is not written yet",
  );
  const passed = results.filter(({ status }) => status === "passed").map(({ title }) => title);
  expect(passed).toContain("says in both languages what each of its credentials is");
}, 60_000);

it("takes no name that is no id, and none twice", () => {
  for (const name of ["Acme", "acme_pay", "-acme", "acme--pay", "../acme", ""])
    expect(providerNameFault(folder, name)).toContain("is no id");
  expect(providerNameFault(folder, "acme-pay")).toContain("already");
  expect(providerNameFault(folder, "other-pay")).toBeNull();
});
