import { createDatabase } from "../../../packages/db/src/embedded/index.ts";
import { migrate } from "../../../packages/db/src/migrate.ts";
import type { Platform } from "./start-platform.ts";

/** Makes the template that `createTestDatabase` copies, on the platform's own server; later ones may then be made. */
export async function prepareTemplate(platform: Platform): Promise<void> {
  await migrate(await createDatabase(platform.databaseUrl, "hutong_template"), platform.masterKey);
  process.env.TEST_DATABASE_URL = platform.databaseUrl;
  if (platform.poolUrl) process.env.TEST_POOL_URL = platform.poolUrl;
  else delete process.env.TEST_POOL_URL;
}
