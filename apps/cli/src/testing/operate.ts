import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestDatabase } from "@hutong/db/testing";

const entry = fileURLToPath(new URL("../index.ts", import.meta.url));

/** What a command came to. */
export interface Said {
  code: number | null;
  out: string;
  err: string;
  json(): Record<string, unknown> & { error?: { code: string; message: string } };
}

/** Runs commands on a database as an operator would, each in a process of its own; `folder` is theirs to write into. */
export function operate(database: TestDatabase, environment: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), "hutong-cli-"));
  function run(args: string[], env: Record<string, string> = {}): Promise<Said> {
    return new Promise((answer, fail) => {
      const child = spawn(process.execPath, [entry, ...args], {
        env: {
          ...environment,
          DATABASE_URL: database.directUrl,
          HUTONG_DATA_DIR: folder,
          LANG: "C",
          LC_ALL: "",
          ...env,
        },
      });
      let out = "";
      let err = "";
      child.stdout.on("data", (chunk) => (out += chunk));
      child.stderr.on("data", (chunk) => (err += chunk));
      child.once("error", fail);
      child.once("close", (code) =>
        answer({ code, out, err, json: () => JSON.parse(out.trim().split("\n").at(-1)!) }),
      );
    });
  }
  return { folder, run, end: () => rmSync(folder, { recursive: true }) };
}
