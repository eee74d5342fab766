import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { port, close } = await take(0);
  await close();
  return port;
}

/** The first of `count` free ports in a row. */
export async function freePortRow(count: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const row = Array.from({ length: count }, (_, index) => take(first + index));
    const taken = await Promise.allSettled(row);
    await Promise.all(taken.map((one) => one.status === "fulfilled" && one.value.close()));
    if (taken.every(({ status }) => status === "fulfilled")) return first;
  }
  throw new Error(`There are no ${count} free ports in a row.`);
}

async function take(port: number): Promise<{ port: number; close: () => Promise<unknown> }> {
  const server = createServer().listen(port);
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => once(server.close(), "close") };
}
