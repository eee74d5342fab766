import { keepTicking } from "@hutong/simulator";
import { tick } from "./control.ts";
import { port } from "./env.ts";
import { startSimulator } from "./simulator.ts";

const { platform, origin } = await startSimulator({ port });
keepTicking(() => tick(platform));
process.stdout.write(`simulated Stripe: ${origin}\n`);
