import type { Platform } from "./platform.ts";

const answers = ["business", "bank", "rest"];

/** Follows a setup page as its merchant does, by what the forms ask; answers where the browser is sent at last. */
export async function visitSetup(platform: Platform, url: string, how: "leave" | "finish"): Promise<string> {
  let at = url;
  for (let steps = 0; steps < 10; steps += 1) {
    const page = await fetch(at, { redirect: "manual" });
    const next = page.headers.get("location");
    if (next && !next.startsWith("/setup/")) return next;
    at = next ? new URL(next, platform.origin).toString() : at;
    if (next) continue;
    const html = await page.text();
    const wanted = answers.find((choice) => html.includes(`value="${choice}"`));
    // One who leaves has answered the first page.
    const isLeaving = how === "leave" && wanted !== "business";
    const choice = !wanted || isLeaving ? "leave" : wanted;
    const told = await fetch(at, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ choice }),
    });
    const location = told.headers.get("location")!;
    if (!location.startsWith("/setup/")) return location;
  }
  throw new Error("the setup does not end");
}
