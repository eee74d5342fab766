import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openCell } from "../cell.ts";
import { freePort } from "../embedded/free-port.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded/index.ts";
import { readPlatform } from "../platform.ts";
import { sql } from "../sql.ts";
import { farBack, standBack } from "./stand-back.ts";

const groupNice = (pid: number) => readFileSync(`/proc/${pid}/autogroup`, "utf8").trim().split(" ").at(-1);

// Elsewhere, and where a machine's owner has switched such groups off, there is nothing to see.
describe.skipIf(!existsSync("/proc/self/autogroup"))("standing back", () => {
  let server: EmbeddedPostgres;
  let session: ChildProcess;

  beforeAll(async () => {
    server = await startEmbeddedPostgres({
      dataDir: mkdtempSync(join(tmpdir(), "hutong-back-")),
      port: await freePort(),
      isTemporary: true,
    });
    session = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  });
  afterAll(async () => {
    session.kill();
    await server.stop();
  });

  const pidOfServer = async (url: string, standsBack: boolean) => {
    const cell = openCell({ url, readers: 1, writers: 1, standsBack });
    const [[row]] = await readPlatform(cell, sql<{ pid: number }>`select pg_backend_pid() as pid`);
    return { pid: row!.pid, end: () => cell.end() };
  };
  const bySocket = () => {
    const url = new URL(server.url);
    url.searchParams.set("host", server.socketFolder!);
    return url.toString();
  };

  it("a session's share can go down and up again", async () => {
    await standBack(session.pid!, 12);
    expect(groupNice(session.pid!)).toBe("12");
    await standBack(session.pid!, 5);
    expect(groupNice(session.pid!)).toBe("5");
  });

  it("a server process for long work stands back, one for others does not", async () => {
    const [long, short] = [await pidOfServer(bySocket(), true), await pidOfServer(bySocket(), false)];
    await vi.waitFor(() => expect(groupNice(long.pid)).toBe(String(farBack)), { timeout: 10_000 });
    expect(groupNice(short.pid)).toBe("0");
    await Promise.all([long.end(), short.end()]);
  });

  it("a number that means no process of ours changes nothing", async () => {
    await expect(standBack(0x3fffffff, 10)).resolves.toBeUndefined();
  });
});
