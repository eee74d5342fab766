import { type ChildProcess, spawn } from "node:child_process";

// A shell that waits for the other end of its standard input to close, which happens however we die.
// $1 the server's pid, $2 its postmaster.pid, $3 a folder to remove afterwards.
const script = `
cat >/dev/null
[ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ] && kill -INT "$1" 2>/dev/null
if [ -n "$3" ]; then
  tries=0
  while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  rm -rf "$3"
fi
`;

/** Stops the server when this process is gone, even by kill -9. Answers the watcher, to be ended after the server. */
export function endWithParent(pid: number, pidFile: string, folderToRemove: string): ChildProcess {
  const watcher = spawn("sh", ["-c", script, "sh", String(pid), pidFile, folderToRemove], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watcher.unref();
  // The socket has unref, but node's types give a plain Writable.
  (watcher.stdin as unknown as { unref: () => void }).unref();
  return watcher;
}
