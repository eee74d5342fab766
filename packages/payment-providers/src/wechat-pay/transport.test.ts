import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClock } from "@hutong/kernel";
import { afterEach, describe, expect, it } from "vitest";
import { wechatClient } from "./client.ts";
import type { PlatformKeys } from "./platform-keys.ts";
import { signText } from "./sign.ts";
import { createTransport } from "./transport.ts";
import { isSignedBy, readSignatureHeaders } from "./verify.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const servers: Server[] = [];

async function host(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const keys: Pick<PlatformKeys, "findFault"> = {
  async findFault(headers, body) {
    const given = readSignatureHeaders(headers);
    return given && isSignedBy(pair.publicKey, given, body) ? null : "wrong signature";
  },
};
const good: RequestListener = (_, response) => {
  const body = '{"code_url":"weixin://x"}';
  response.writeHead(200, {
    "wechatpay-timestamp": "1554208460",
    "wechatpay-nonce": "n",
    "wechatpay-serial": "PUB_KEY_ID_1",
    "wechatpay-signature": signText(pair.privateKey, `1554208460\nn\n${body}\n`),
  });
  response.end(body);
};
const status =
  (code: number, body = ""): RequestListener =>
  (_, response) => {
    response.writeHead(code).end(body);
  };

function client(bases: readonly string[], limitMs = 5000) {
  const signer = { mchid: "1900007291", serialNo: "A".repeat(40), privateKey: pair.privateKey };
  const transport = createTransport({ signer, bases, clock: createClock(), fetch, tryMs: limitMs / 2 });
  return wechatClient(transport, keys, limitMs);
}
const order = { method: "POST", path: "/v3/pay/transactions/native", body: { a: 1 } } as const;

describe("the spare host", () => {
  it.each<[string, RequestListener]>([
    ["502", status(502)],
    ["503", status(503)],
    ["a broken connection", (_, response) => response.destroy()],
  ])("is asked after %s", async (_, bad) => {
    const answer = await client([await host(bad), await host(good)]).call(order);
    expect(answer).toEqual({ kind: "ok", body: { code_url: "weixin://x" } });
  });

  it("is asked when the first does not answer, within the time for both", async () => {
    const answer = await client([await host(() => undefined), await host(good)], 400).call(order);
    expect(answer.kind).toBe("ok");
  });

  it("gets a signature of its own, over the same bytes", async () => {
    const seen: string[][] = [];
    const note =
      (then: RequestListener): RequestListener =>
      async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        seen.push([request.headers.authorization!, Buffer.concat(chunks).toString()]);
        then(request, response);
      };
    await client([await host(note(status(503))), await host(note(good))]).call(order);
    expect(seen.map(([, body]) => body)).toEqual(['{"a":1}', '{"a":1}']);
    expect(seen[0]![0]).not.toBe(seen[1]![0]);
  });

  it.each([400, 401, 403, 404, 429, 500])("is not asked after %i, which is an answer", async (code) => {
    let isAsked = false;
    const spare = await host((request, response) => {
      isAsked = true;
      good(request, response);
    });
    await client([await host(status(code)), spare])
      .call(order)
      .catch(() => undefined);
    expect(isAsked).toBe(false);
  });
});

describe("an answer", () => {
  it("that does not come in time leaves nothing known", async () => {
    await expect(client([await host(() => undefined)], 40).call(order)).rejects.toThrow();
  });

  it.each<[string, RequestListener]>([
    ["200 without a signature", status(200, '{"code_url":"weixin://x"}')],
    ["204 without a signature", status(204)],
    ["202: accepted, not done", status(202, "{}")],
    ["500", status(500, '{"code":"SYSTEM_ERROR"}')],
    ["a redirect", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end()],
  ])("%s leaves nothing known", async (_, answer) => {
    await expect(client([await host(answer)]).call(order)).rejects.toThrow();
  });

  it.each([
    ["empty", "", ""],
    ["HTML of a proxy", "<html>", ""],
    ["in WeChat Pay's words", '{"code":"SIGN_ERROR","message":"签名错误"}', "SIGN_ERROR"],
    ["with a code that is no text", '{"code":5}', ""],
  ])("of 401, %s, is a refusal, unsigned as it is", async (_, body, code) => {
    expect(await client([await host(status(401, body))]).call(order)).toMatchObject({
      kind: "refused",
      status: 401,
      code,
    });
  });
});

describe("a download", () => {
  it("goes to WeChat Pay's hosts only, whoever names the address", async () => {
    const own = await host(status(200, "bill"));
    const foreign = await host(status(200, "bill"));
    const chunks = await client([own]).download(`${own}/v3/billdownload/file?token=1`);
    const read: Buffer[] = [];
    for await (const chunk of chunks) read.push(Buffer.from(chunk));
    expect(Buffer.concat(read).toString()).toBe("bill");
    await expect(client([own]).download(`${foreign}/v3/billdownload/file?token=1`)).rejects.toThrow(
      "foreign host",
    );
    await expect(client([foreign]).download(`${foreign.replace("http", "ftp")}/x`)).rejects.toThrow();
  });
});
