import { runFile, type Surroundings } from "./run.ts";

/** Opens the journeys' third shop, which is written from right to left; the demo stores know no such language. */
export async function openArabicShop(surroundings: Surroundings): Promise<void> {
  const store = ["--handle", "souq", "--owner", "owner@souq.example", "--name", "سوق الزاوية", "--test"];
  const place = ["--currency", "AED", "--language", "ar", "--country", "AE"];
  const commands = [
    ["store", "create", ...store, ...place],
    ["products", "import", "--store", "souq", "e2e/fixtures/shops/souq.csv"],
  ];
  for (const command of commands)
    if ((await runFile(["apps/cli/src/index.ts", ...command], surroundings)) !== 0)
      throw new Error(`hutong ${command.slice(0, 2).join(" ")} failed.`);
}
