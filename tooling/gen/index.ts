import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../start/env.ts";
import { generateProvider, providerNameFault } from "./provider.ts";

const usage = `usage: npm run gen -- provider NAME
  NAME  id of the provider: small letters, digits and hyphens, such as acme-pay
`;

const [kind, name] = process.argv.slice(2);
if (kind !== "provider" || name === undefined) {
  process.stdout.write(usage);
  process.exit(1);
}
const folder = join(root, "packages/payment-providers/src");
const fault = providerNameFault(folder, name);
if (fault) {
  process.stderr.write(`${fault}\n${usage}`);
  process.exit(1);
}
const files = generateProvider(folder, name);
execFileSync(join(root, "node_modules/.bin/biome"), ["check", "--write", ...files], { stdio: "ignore" });
process.stdout.write(`Written:
${files.map((file) => `  ${file.slice(root.length + 1)}`).join("\n")}

Next: npx vitest run packages/payment-providers/src/${name}
The suite says what is missing; docs/payment-provider.md explains it in ten minutes.
`);
