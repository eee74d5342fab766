import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { aptInstall } from "./apt.ts";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where Chromium is; where there is none it is installed: from Debian as root, otherwise Playwright's own. */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  const found = places.find((path) => existsSync(path));
  if (found) return found;
  if (aptInstall(["chromium", "fonts-noto-cjk"]) && existsSync(places[0]!)) return places[0]!;
  spawnSync(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], {
    stdio: "inherit",
  });
  const { chromium } = await import("playwright-core");
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  throw new Error("There is no Chromium, and it could not be installed. Set CHROMIUM_PATH.");
}
