import { createServer } from "node:http";
import { getPriority, setPriority } from "node:os";
import { cellOptions, directUrl, firstPort, openCell, readPlatform, sql, standBack } from "@hutong/db";
import { createClock } from "@hutong/kernel";
import {
  mailboxDir,
  mailboxMailer,
  mailFrom,
  smtpMailer,
  smtpUrl,
  textUrl,
  webhookTexts,
} from "@hutong/notifications";
import { pino } from "pino";
import { clockOffsetMs, fetchesPictures } from "./env.ts";
import { asItIs } from "./stands-back.ts";
import { startWorker } from "./worker.ts";

// Where processors are short, pages and checkouts come first; what is done here waits for nobody's eyes.
setPriority(Math.max(getPriority(), asItIs));
void standBack(process.pid, asItIs);

const logger = pino({ name: "worker" });
const cell = openCell({ ...cellOptions(), name: "hutong worker", writers: 6 });
const longCell = openCell({
  ...cellOptions(),
  name: "hutong worker, at length",
  readers: 1,
  writers: 4,
  standsBack: true,
});
const mailer = smtpUrl ? smtpMailer(smtpUrl, mailFrom) : mailboxMailer(mailboxDir);
const worker = await startWorker({
  cell,
  longCell,
  directUrl: directUrl(),
  mailer,
  ...(textUrl ? { texts: webhookTexts(textUrl) } : {}),
  logger,
  clock: createClock(clockOffsetMs),
  pictures: fetchesPictures === "off" ? null : { allowLoopback: fetchesPictures === "loopback" },
});

const health = createServer((request, response) => {
  if (request.url === "/healthz") {
    response.end("ok");
    return;
  }
  Promise.all([readPlatform(cell, sql`select 1`), worker.parked()])
    .then(([, parked]) => response.end(JSON.stringify({ ready: true, parked })))
    .catch(() => response.writeHead(503).end("not ready"));
});
health.listen(firstPort + 4, () => logger.info({ port: firstPort + 4 }, "working"));

async function stop(): Promise<void> {
  health.close();
  await worker.stop();
  await Promise.all([cell.end(), longCell.end()]);
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
