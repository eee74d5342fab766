import { readSettings, type StartSettings } from "./env.ts";
import { bringUp, type Owner } from "./platform.ts";
import { say } from "./progress.ts";
import { stopSignal } from "./signals.ts";

const stop = stopSignal();
const undo: (() => Promise<void> | void)[] = [];
let failed = false;

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  const owner = await bringUp(settings, stop.signal, undo);
  announce(settings, owner);
  process.send?.({ ready: true });
  await untilStopped(stop.signal);
} catch (error) {
  failed = !stop.signal.aborted;
  if (failed) say(error instanceof Error ? error.message : String(error));
}

// The steps still running (a build, a migration) end with the signal, too.
stop.abort();
if (undo.length > 0) say("stopping");
for (const back of undo.toReversed()) await back();
if (undo.length > 0) say("stopped");
process.exit(failed ? 1 : 0);

function announce(settings: StartSettings, owner: Owner | null): void {
  const { ports, dataDir, showsLogs, hasSimulators } = settings;
  const lines = [
    `Dashboard    http://localhost:${ports.dashboard}`,
    ...(owner ? [`  sign in    ${owner.email}  /  ${owner.password}`] : []),
    ...(owner
      ? [
          `Demo stores  http://demo.localhost:${ports.storefront}  http://street.localhost:${ports.storefront}`,
        ]
      : []),
    ...(hasSimulators
      ? [
          `  phone      http://127.0.0.1:${ports.wechatPay}/phone  (WeChat Pay, simulated)`,
          `             http://127.0.0.1:${ports.alipay}/phone  (Alipay, simulated)`,
        ]
      : []),
    `Any store    http://{handle}.localhost:${ports.storefront}`,
    `API          http://localhost:${ports.api}`,
    ...(showsLogs ? [] : [`Logs         ${dataDir}/logs`]),
    "Ctrl-C stops everything; your data stays.",
  ];
  say("Hutong is running");
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`);
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
