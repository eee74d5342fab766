import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../start/env.ts";
import { startAlipay } from "./alipay.ts";
import { openArabicShop } from "./arabic-shop.ts";
import { fromPlaywright, type Outcome, oneFailed } from "./outcome.ts";
import { startPlatform } from "./platform.ts";
import { runFile, type Surroundings } from "./run.ts";
import type { SimulatedProvider } from "./simulated-provider.ts";
import type { Step } from "./steps.ts";
import { startStripe } from "./stripe.ts";
import { startWechatPay } from "./wechat-pay.ts";

const config = "e2e/playwright.config.ts";

export function hasBrowserTests(): boolean {
  return existsSync(join(root, config));
}

/** The journeys, against a platform of their own with fresh demo stores. */
export function browserTests(chromium: string, zbar: string | null): Step {
  return {
    name: "Browser journeys (playwright)",
    async run(surroundings) {
      const providers: SimulatedProvider[] = [];
      try {
        for (const start of [startWechatPay, startAlipay, startStripe])
          providers.push(await start(surroundings));
        const settings = Object.assign({ ...surroundings.env }, ...providers.map((one) => one.env));
        const platform = await startPlatform({ ...surroundings, env: settings });
        try {
          const tools = { CHROMIUM_PATH: chromium, ...(zbar ? { ZBARIMG_PATH: zbar } : {}) };
          const env = { ...settings, ...platform.env, ...tools };
          for (const one of providers) await one.connect({ ...surroundings, env });
          await openArabicShop({ ...surroundings, env });
          return await playwright({ ...surroundings, env });
        } finally {
          await platform.stop();
        }
      } finally {
        await Promise.all(providers.map((one) => one.stop()));
      }
    },
  };
}

async function playwright({ env, signal }: Surroundings): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "hutong-report-"));
  const file = join(folder, "playwright.json");
  try {
    const args = ["node_modules/@playwright/test/cli.js", "test", "-c", config, "--reporter=line,json"];
    const code = await runFile(args, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }, signal });
    return existsSync(file) ? fromPlaywright(JSON.parse(readFileSync(file, "utf8")), code) : oneFailed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
