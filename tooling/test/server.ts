import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, startEmbeddedPostgres } from "../../packages/db/src/embedded/index.ts";
import { migrate } from "../../packages/db/src/migrate.ts";
import { freePort } from "./free-port.ts";

export interface TestServer {
  /** What tests are told of it. */
  env: { TEST_DATABASE_URL: string; HUTONG_MASTER_KEY: string; HUTONG_DATA_DIR: string };
  stop: () => Promise<void>;
}

// Nothing of this server outlives the run, so it need not be safe against the power going out.
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
};

/** One PostgreSQL for a run, with the template that each test file's own database is made of. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "hutong-test-"));
  const server = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
    settings,
    isTemporary: true,
  });
  const masterKey = randomBytes(32);
  const files = join(dataDir, "platform");
  mkdirSync(files);
  try {
    await migrate(await createDatabase(server.url, "hutong_template"), masterKey);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const key = masterKey.toString("base64");
  return {
    env: { TEST_DATABASE_URL: server.url, HUTONG_MASTER_KEY: key, HUTONG_DATA_DIR: files },
    stop: server.stop,
  };
}
