// Preloaded into every process we start (node --import). When the parent is gone, even by kill -9, the
// channel to it closes, and the child ends as if asked to: a port or a lock must not outlive its owner.
import { isMainThread } from "node:worker_threads";

const graceMs = 5_000;

if (isMainThread && process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Listening holds the event loop open, and a process whose work is done must still end by itself. Undone by
  // the count and not by unref(): that would also end forked workers that wait for their parent's messages.
  process.channel.unrefCounted();
}
