import { readFile, writeFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

/**
 * How far long work stands back from what somebody waits for, as a nice value: a ninth of their share. Not less: a store's import holds,
 * at the end of each batch, the row that its own checkouts count their orders by.
 */
export const farBack = 10;

const mostTries = 20;
const againMs = 120;

/**
 * Gives a session of processes a smaller share where processors are short: between sessions Linux goes by the session's own nice value
 * (sched(7), "The autogroup feature"), and only within one by a process's. `nice` is 0 to 19. Does nothing where there are no such
 * sessions, or where they are somebody else's.
 */
export async function standBack(pid: number, nice: number): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      await writeFile(`/proc/${pid}/autogroup`, String(nice));
      return;
    } catch (error) {
      // One change in a tenth of a second is allowed to all of a machine's ordinary users together.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      await wait(againMs * (0.5 + Math.random()));
    }
  }
}

/**
 * The same for the server process at the other end of a connection, each of which is a session of its own. Only by a Unix socket, where
 * both are on one machine.
 */
export async function serverStandsBack(url: string, pid: number): Promise<void> {
  const host = URL.parse(url)?.searchParams.get("host");
  if (!host?.startsWith("/") || !(await isPostgres(pid))) return;
  try {
    setPriority(pid, farBack);
  } catch {
    // It is another user's.
  }
  await standBack(pid, farBack);
}

async function isPostgres(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name.trim() === "postgres";
}
