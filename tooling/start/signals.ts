/** Aborts when we are asked to end: Ctrl-C, kill, a closed terminal, or the process that started us is gone. */
export function stopSignal(): AbortController {
  const stop = new AbortController();
  // npm and the terminal both deliver Ctrl-C; the second one must not cut the orderly end short.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  // In place of the preload's answer, which gives a child 5 s; stopping a whole platform may take longer.
  process.removeAllListeners("disconnect");
  process.once("disconnect", () => stop.abort());
  return stop;
}
