import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface StartSettings {
  isDev: boolean;
  /** Applications' output on the terminal instead of in files. */
  showsLogs: boolean;
  hasDemo: boolean;
  /** Whether the demo stores' simulators are started here, and simulators allowed with them. */
  hasSimulators: boolean;
  ports: Ports;
  dataDir: string;
  databaseUrl: string | null;
  poolUrl: string | null;
  appUrl: string | null;
  masterKey: string | null;
}

export interface Ports {
  dashboard: number;
  storefront: number;
  api: number;
  database: number;
  worker: number;
  wechatPay: number;
  alipay: number;
  stripe: number;
}

export function portsFrom(first: number): Ports {
  return {
    dashboard: first,
    storefront: first + 1,
    api: first + 2,
    database: first + 3,
    worker: first + 4,
    wechatPay: first + 5,
    alipay: first + 6,
    stripe: first + 7,
  };
}

// Whoever sets one of these runs the platform for others: it is reached from elsewhere, or its data is somewhere else.
const ofDeployments = [
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  "DATABASE_APP_URL",
  "HUTONG_MASTER_KEY",
  "HUTONG_API_ORIGIN",
  "HUTONG_PAY_ORIGIN",
  "HUTONG_DASHBOARD_URL",
  "HUTONG_STOREFRONT_URL",
  "HUTONG_PROTOCOL",
  "SMTP_URL",
];

/**
 * Simulators are started with the demo stores on a machine where nothing speaks of a deployment and nobody has decided:
 * HUTONG_SIMULATORS=0 wants none, 1 allows any that somebody else runs.
 */
export function startsSimulators(env: Record<string, string | undefined>): boolean {
  const isDecided = Boolean(env.HUTONG_SIMULATORS);
  const isDeployed = env.NODE_ENV === "production" || ofDeployments.some((name) => env[name]);
  return env.HUTONG_DEMO !== "0" && !isDecided && !isDeployed;
}

/** Where the demo stores' simulators listen; no other is allowed with them. */
function simulatorOrigins({ wechatPay, alipay, stripe }: Ports): string[] {
  return [wechatPay, alipay, stripe].map(originAt);
}

/** Origin of a process of ours for another one. */
export function originAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}

export function readSettings(args: string[], env: Record<string, string | undefined>): StartSettings {
  const unknown = args.find((arg) => !["--dev", "--logs"].includes(arg));
  if (unknown) throw new Error(`unknown argument ${unknown}; there are --dev and --logs`);
  const first = Number(env.HUTONG_PORT || 3000);
  if (!Number.isInteger(first) || first < 1 || first > 65_528)
    throw new Error(`HUTONG_PORT is ${env.HUTONG_PORT}, not a port`);
  const isDev = args.includes("--dev");
  return {
    isDev,
    showsLogs: isDev || args.includes("--logs"),
    hasDemo: env.HUTONG_DEMO !== "0",
    hasSimulators: startsSimulators(env),
    ports: portsFrom(first),
    dataDir: resolve(root, env.HUTONG_DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || null,
    poolUrl: env.DATABASE_POOL_URL || null,
    appUrl: env.DATABASE_APP_URL || null,
    masterKey: env.HUTONG_MASTER_KEY || null,
  };
}

/** What every child process is given. */
export function childEnv(
  settings: StartSettings,
  given: { databaseUrl: string; appUrl: string; masterKey: string },
): NodeJS.ProcessEnv {
  const endWithParent = `--import=${new URL("./child.mjs", import.meta.url).href}`;
  return {
    ...process.env,
    NODE_ENV: settings.isDev ? "development" : "production",
    NODE_OPTIONS: [process.env.NODE_OPTIONS, endWithParent].filter(Boolean).join(" "),
    PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(":"),
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: given.databaseUrl,
    DATABASE_APP_URL: given.appUrl,
    HUTONG_PORT: String(settings.ports.dashboard),
    HUTONG_DATA_DIR: settings.dataDir,
    HUTONG_MASTER_KEY: given.masterKey,
    ...(settings.hasSimulators ? { HUTONG_SIMULATORS: simulatorOrigins(settings.ports).join(",") } : {}),
  };
}
