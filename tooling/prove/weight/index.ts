import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { findChromium } from "../../test/chromium.ts";
import { startPlatform } from "../platform/start-platform.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";

const limits = { script: 30 * 1024, stylesheet: 20 * 1024 };
/** A product page of each demo store: each has its own theme. */
const pages = [
  { handle: "demo", path: "/products/chen-wu" },
  { handle: "street", path: "/products/kiln-hoodie" },
];

interface Weight {
  script: number;
  stylesheet: number;
  document: number;
}

type Kind = keyof Weight;

const isWeighed = (type: string): type is Kind =>
  type === "script" || type === "stylesheet" || type === "document";

/** Loads a page as a customer's browser does and sums what came, each answer gzipped by itself. */
async function weigh(
  url: string,
  executablePath: string,
): Promise<{ weight: Weight; title: string; inline: number }> {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const weight: Weight = { script: 0, stylesheet: 0, document: 0 };
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      const type = response.request().resourceType();
      if (!isWeighed(type) || !response.ok()) return;
      reading.push(
        response.body().then((body) => {
          weight[type] += gzipSync(body).length;
        }),
      );
    });
    await page.goto(url, { waitUntil: "networkidle" });
    await Promise.all(reading);
    const inline = await page.evaluate(() =>
      [...document.querySelectorAll("script:not([src]):not([type='application/ld+json'])")].reduce(
        (sum, one) => sum + (one.textContent ?? "").length,
        0,
      ),
    );
    return { weight, title: await page.title(), inline };
  } finally {
    await browser.close();
  }
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const executablePath = await findChromium();
  const platform = await startPlatform(run, { HUTONG_DEMO: "1" });
  const found: string[] = [];
  try {
    await platform.ready();
    for (const { handle, path } of pages) {
      const url = `http://${handle}.localhost:${platform.ports.storefront}${path}`;
      const { weight, title, inline } = await weigh(url, executablePath);
      const script = weight.script + inline;
      tally.check(weight.document > 2048 && title !== "", `${url} is no product page`);
      tally.check(weight.stylesheet > 0, `${url} has no stylesheet`);
      tally.check(script <= limits.script, `${url}: ${script} bytes of JavaScript`);
      tally.check(weight.stylesheet <= limits.stylesheet, `${url}: ${weight.stylesheet} bytes of CSS`);
      run.record({
        name: "weight.page",
        page: `${handle}${path}`,
        script,
        stylesheet: weight.stylesheet,
        document: weight.document,
      });
      const kilo = (bytes: number) => (bytes / 1024).toFixed(1);
      found.push(
        `${handle} ${kilo(script)} KB of JavaScript, ${kilo(weight.stylesheet)} KB of CSS, ${kilo(weight.document)} KB of HTML`,
      );
    }
  } finally {
    await platform.stop();
  }
  for (const fault of tally.faults) run.say(`FAULT ${fault}`);
  return { holds: tally.faults.length === 0, says: `product pages gzipped: ${found.join("; ")}` };
}

export const weight: Proof = {
  name: "weight",
  claim: "a product page brings at most 30 KB of JavaScript and 20 KB of CSS, gzipped",
  figures: `One object a line:
  { name: "weight.page", page, script, stylesheet, document }   bytes, gzipped
  { name: "weight.verdict", holds, says }
Example:
  {"name":"weight.page","page":"demo/products/chen-wu","script":4210,"stylesheet":9120,"document":7800}`,
  run: prove,
};
