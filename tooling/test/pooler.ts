import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { appRolePassword } from "../../packages/db/src/env.ts";
import { freePort } from "./free-port.ts";

/**
 * PgBouncer in transaction mode in front of the run's server, for the application's role alone: two connections to
 * each database, so that a transaction which waits for another one's end would wait for ever. A server that is away
 * is tried again each second.
 */
export async function startPooler(
  pgbouncer: string,
  env: NodeJS.ProcessEnv,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = new URL(env.TEST_DATABASE_URL!);
  const password = appRolePassword(Buffer.from(env.HUTONG_MASTER_KEY!, "base64"));
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "hutong-pooler-"));
  writeFileSync(join(folder, "users.txt"), `"hutong_app" "${password}"\n`);
  writeFileSync(join(folder, "pgbouncer.ini"), configuration(server, port, folder));
  const asRoot = process.getuid?.() === 0;
  // It refuses to be root; the user it becomes must be able to read the folder.
  if (asRoot) for (const path of ["", "users.txt", "pgbouncer.ini"]) chmodSync(join(folder, path), 0o755);
  const user = asRoot ? ["-u", "nobody"] : [];
  // The shell ends it when our end of the pipe closes, so that it goes with us, however we go.
  const command = ["-c", '"$0" "$@" & cat >/dev/null; kill -KILL $!', pgbouncer, "-q", ...user];
  const child = spawn("sh", [...command, join(folder, "pgbouncer.ini")], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const stop = async () => {
    child.stdin.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries < 100) await wait(50);
    else {
      await stop();
      throw new Error("PgBouncer did not start.");
    }
  }
  return { url: `postgres://127.0.0.1:${port}/hutong`, stop };
}

function configuration(server: URL, port: number, folder: string): string {
  return `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, "users.txt")}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 500
server_login_retry = 1
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
