import { keepTicking } from "@hutong/simulator";
import { deliverDue as tick } from "./delivery.ts";
import { port } from "./env.ts";
import { startSimulator } from "./simulator.ts";

const { platform, origin } = await startSimulator({ port });
keepTicking(() => tick(platform));
process.stdout.write(`simulated Alipay: ${origin}, the phone: ${origin}/phone\n`);
