import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { freePort } from "../test/free-port.ts";
import { supervise } from "./supervise.ts";

const folder = mkdtempSync(join(tmpdir(), "hutong-supervise-"));
const never = new AbortController().signal;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function entry(text: string): string {
  const path = join(folder, `${Math.random()}.mjs`);
  writeFileSync(path, text);
  return path;
}

test("a killed process is started again, and a stopped one is not", async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const port = await freePort();
  const server = entry(`
    import { createServer } from "node:http";
    createServer((_, answer) => answer.end(String(process.pid))).listen(${port});
  `);
  const pid = async () => Number(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text());
  const service = supervise(
    { name: "one", port, args: [server] },
    { env: process.env, dataDir: folder, showsLogs: false },
  );
  await service.ready(never);
  const first = await pid();
  process.kill(first, "SIGKILL");
  await expect.poll(pid, { timeout: 5_000 }).not.toBe(first);
  await service.stop();
  await expect(pid()).rejects.toThrow();
});

test("a process that keeps dying before it is ready is given up, with what it said", async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const failing = entry(`console.error("no key"); process.exit(3);`);
  const port = await freePort();
  const service = supervise(
    { name: "two", port, args: [failing] },
    { env: process.env, dataDir: folder, showsLogs: false },
  );
  await expect(service.ready(never)).rejects.toThrow("no key");
  await service.stop();
});
