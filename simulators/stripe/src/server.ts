import { tick } from "./control.ts";
import { port } from "./env.ts";
import { startSimulator } from "./simulator.ts";

const simulator = await startSimulator({ port });
let isTicking = false;
setInterval(() => {
  if (isTicking) return;
  isTicking = true;
  tick(simulator.platform).finally(() => {
    isTicking = false;
  });
}, 250);
process.stdout.write(`simulated Stripe: ${simulator.origin}\n`);
