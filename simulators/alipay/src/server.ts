import { deliverDue } from "./delivery.ts";
import { port } from "./env.ts";
import { startSimulator } from "./simulator.ts";

const simulator = await startSimulator({ port });
let isTicking = false;
setInterval(() => {
  if (isTicking) return;
  isTicking = true;
  deliverDue(simulator.platform).finally(() => {
    isTicking = false;
  });
}, 250);
process.stdout.write(`simulated Alipay: ${simulator.origin}, the phone: ${simulator.origin}/phone\n`);
