import { newTicket } from "@hutong/checkout";
import { openTestShop } from "@hutong/checkout/testing";
import { sql } from "@hutong/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  attemptOf,
  authorised,
  expectRefusal,
  openPayTrial,
  PayBrowser,
  type PayTrial,
  returnOf,
  toldBy,
} from "./testing/pay-trial.ts";

const pay = vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  process.env.HUTONG_API_ORIGIN = "http://pay.localhost:9";
  return "http://pay.localhost:9";
});

let trial: PayTrial;
beforeAll(async () => {
  trial = await openPayTrial();
});
afterAll(() => trial.close());

const begin = () => trial.begin({ kind: "wechat" });
const newBrowser = () => new PayBrowser(trial.api);

describe("a state", () => {
  it.each(["forged", "another attempt's", "another browser's", "missing"])(
    "that is %s is refused",
    async (fault) => {
      const { checkout, url } = await begin();
      const browser = newBrowser();
      const address = new URL(await authorised(browser, url));
      const other = new URL(
        await authorised(fault === "another browser's" ? newBrowser() : browser, (await begin()).url),
      );
      if (fault === "another attempt's") address.searchParams.set("state", other.searchParams.get("state")!);
      if (fault === "forged") address.searchParams.set("state", "0".repeat(64));
      if (fault === "missing") address.searchParams.delete("state");
      const visitor = fault === "another browser's" ? newBrowser() : browser;
      if (fault === "another browser's") await authorised(visitor, url);
      const page = await expectRefusal(await visitor.get(address.href), 403, "belongs where you began");
      expect(page).toContain(returnOf(checkout));
      expect((await attemptOf(trial, checkout)).request.payer).toBeUndefined();
    },
  );

  it("without the browser's cookie is refused", async () => {
    const { url } = await begin();
    const address = await authorised(newBrowser(), url);
    await expectRefusal(await newBrowser().get(address), 403, "belongs where you began");
  });
});

describe("a ticket", () => {
  it("works for five minutes, then says so; a day later it leads nowhere", async () => {
    const { checkout, url } = await begin();
    const browser = newBrowser();
    const address = await authorised(browser, url);
    trial.shop.clock.advance(301_000);
    try {
      for (const late of [url, address]) {
        const page = await expectRefusal(await browser.get(late), 410, "has run out");
        expect(page).toContain(`href="${returnOf(checkout)}"`);
      }
      expect((await browser.get(`${url}/back`)).status).toBe(303);
      trial.shop.clock.advance(86_400_000);
      await expectRefusal(await browser.get(`${url}/back`), 404, "no such payment link");
    } finally {
      trial.shop.clock.advance(-301_000 - 86_400_000);
    }
  });

  it.each([
    [
      "of another store",
      async () => newTicket((await openTestShop(trial.database)).platform, await anAttempt(), "pay"),
    ],
    ["for coming back", async () => newTicket(trial.shop.platform, await anAttempt(), "back")],
    ["for a mini program", async () => newTicket(trial.shop.platform, await anAttempt(), "mini-program")],
    ["that is made up", async () => "A".repeat(86)],
  ])("%s takes no step", async (_, make) => {
    const ticket = await make();
    for (const path of ["", "/wechat?code=x&state=y"]) {
      const page = await expectRefusal(
        await newBrowser().get(`${pay}/pay/${ticket}${path}`, { "accept-language": "zh-CN" }),
        404,
        "没有这个付款链接",
      );
      expect(page).not.toContain("http://shop.");
    }
  });

  it("leads to the store only, whatever the address says besides", async () => {
    const { checkout, url } = await begin();
    const evil = "returnUrl=http://evil.example&redirect_uri=http://evil.example&back=//evil.example";
    const browser = newBrowser();
    expect((await browser.get(`${url}/back?${evil}`)).headers.get("location")).toBe(returnOf(checkout));
    const away = await browser.get(`${url}?${evil}`, {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
    });
    expect(away.headers.get("location")).not.toContain("evil");
    const address = await authorised(browser, url);
    const page = await (await browser.get(`${address}&${evil}`)).text();
    expect(page).not.toContain("evil");
    expect(toldBy(page).back).toBe(returnOf(checkout));
  });

  it("is not spent by whoever only looks", async () => {
    const { url } = await begin();
    expect((await trial.api.request(url, { method: "HEAD" })).status).toBe(405);
  });
});

const anAttempt = async () => (await attemptOf(trial, (await begin()).checkout)).id;

describe("a code", () => {
  it("that WeChat does not know, or saw before, leads to another try, which works", async () => {
    const { url } = await begin();
    const browser = newBrowser();
    const used = new URL((await browser.go(url)).address).searchParams.get("code")!;
    for (const code of ["made-up", used, ""]) {
      const again = await begin();
      const address = new URL(await authorised(browser, again.url));
      address.searchParams.set("code", code);
      const page = await expectRefusal(await browser.get(address.href), 502, "could not be reached");
      const retry = /class="key" href="([^"]+)"/.exec(page)![1]!;
      expect((await browser.go(retry)).response.status).toBe(200);
    }
    expect(trial.logged.join("")).toContain("the code was used or too old");
  });

  it("that WeChat says nothing about leads to another try, and keeps no connection waiting meanwhile", async () => {
    const { answers } = trial.simulator.platform.faults;
    for (const kind of ["break-before", "hang"] as const) {
      const { url } = await begin();
      const browser = newBrowser();
      const address = await authorised(browser, url);
      answers.push({ on: "/sns/", fault: { kind } });
      let isAnswered = false;
      const answer = browser.get(address).finally(() => {
        isAnswered = true;
      });
      if (kind === "hang") {
        await vi.waitFor(() => expect(answers).toEqual([]));
        await trial.shop.platform.write(async (tx) => tx.send(sql`select 1`));
        expect(isAnswered).toBe(false);
      }
      await expectRefusal(await answer, 502, "could not be reached");
    }
  }, 20_000);

  it("is exchanged a bounded number of times for one attempt", async () => {
    let { url } = await begin();
    const browser = newBrowser();
    for (let round = 0; round < 20; round += 1) {
      const address = new URL(await authorised(browser, url));
      address.searchParams.set("code", "made-up");
      const page = await (await browser.get(address.href)).text();
      url = /class="key" href="([^"]+)"/.exec(page)![1]!;
    }
    const refused = await browser.get(await authorised(browser, url));
    await expectRefusal(refused, 429, "Too many tries");
  });
});
