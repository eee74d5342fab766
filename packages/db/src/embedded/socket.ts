import { rmSync } from "node:fs";
import { join } from "node:path";

// struct sockaddr_un holds 108 bytes on Linux and 104 on macOS, the last one zero.
const longestName = 103;

const nameOf = (dataDir: string, port: number) => join(dataDir, `.s.PGSQL.${port}`);

/** The folder of the server's Unix socket: the data folder, which only its user and root may enter. */
export function socketFolderOf(dataDir: string, port: number): string | null {
  return Buffer.byteLength(nameOf(dataDir, port)) <= longestName ? dataDir : null;
}

/** Removes the lock of a killed server: PostgreSQL takes any living process with the pid in it for a server. */
export function forgetSocket(dataDir: string, port: number): void {
  rmSync(`${nameOf(dataDir, port)}.lock`, { force: true });
}
