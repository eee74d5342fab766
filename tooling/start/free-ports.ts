import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Ports } from "./env.ts";

/** `patienceMs`: a killed run's processes need some seconds to notice and let go. */
export async function waitForFreePorts(
  ports: Ports,
  names: (keyof Ports)[],
  patienceMs: number,
): Promise<void> {
  const until = Date.now() + patienceMs;
  for (const name of names) {
    while (!(await isFree(ports[name]))) {
      if (Date.now() >= until) {
        throw new Error(
          `Port ${ports[name]} (${name}) is in use. Set HUTONG_PORT to the first of eight free ports.`,
        );
      }
      await wait(200);
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "::")) ?? (await canListen(port, "0.0.0.0")) ?? true;
}

/** Null where the address family does not exist. */
function canListen(port: number, host: string): Promise<boolean | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL") resolve(null);
      else reject(error);
    });
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
