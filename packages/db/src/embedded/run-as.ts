import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";

/** How a PostgreSQL binary is run: it refuses to be root, so root becomes the user `postgres` for it. */
export interface RunAs {
  uid?: number;
  gid?: number;
  /** Put in front of the command; empty in most places. */
  wrapper: string[];
}

const user = "postgres";

export function runAs(paths: string[]): RunAs {
  if (process.getuid?.() !== 0) return { wrapper: [] };
  const { uid, gid } = findUser() ?? createUser();
  if (paths.every((path) => canReach(path, uid, gid))) return { uid, gid, wrapper: [] };
  // A clone under /root (mode 0700) cannot be entered by another user. One capability lets it pass; that is
  // far less than being root, and nobody's permissions are changed.
  const become = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  const pass = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return { uid, gid, wrapper: ["setpriv", ...become, ...pass, "--"] };
}

// Nothing of ours is passed on. (Cast: next's types ask for NODE_ENV wherever an environment is given.)
const env = { LC_ALL: "C", PATH: "/usr/bin:/bin:/usr/sbin:/sbin" } as Record<
  string,
  string
> as NodeJS.ProcessEnv;

/** The command and options for node's spawn. */
export function spawnAs(run: RunAs, command: string, args: string[]) {
  const [first, ...rest] = [...run.wrapper, command, ...args];
  const identity = run.wrapper.length === 0 && run.uid !== undefined ? { uid: run.uid, gid: run.gid } : {};
  return { command: first!, args: rest, options: { ...identity, env } };
}

function findUser(): { uid: number; gid: number } | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }).toString());
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return null;
  }
}

function createUser(): { uid: number; gid: number } {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", user], { stdio: "pipe" });
  } catch (error) {
    throw new Error(`PostgreSQL does not run as root, and the user "${user}" could not be made.`, {
      cause: error,
    });
  }
  const made = findUser();
  if (!made) throw new Error(`PostgreSQL does not run as root, and there is no user "${user}".`);
  return made;
}

function canReach(path: string, uid: number, gid: number): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
