import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchOutside, type OutsideOptions } from "./fetch-outside.ts";
import { isPublicAddress } from "./public-address.ts";

const plain: OutsideOptions = { most: 1_000, timeoutMs: 2_000 };
let server: Server;
let origin: string;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    const { pathname, searchParams } = new URL(request.url!, "http://x");
    if (pathname === "/to") return response.writeHead(302, { location: searchParams.get("at")! }).end();
    if (pathname === "/round") return response.writeHead(302, { location: "/round" }).end();
    if (pathname === "/said") return response.writeHead(200, { "content-length": "2000" }).end();
    if (pathname === "/long") {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      for (let part = 0; part < 20; part += 1) response.write("x".repeat(100));
      return response.end();
    }
    if (pathname === "/slow") return response.write("x");
    if (pathname === "/gone") return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "image/png" }).end("picture");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("addresses that lead inside", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://１２７.0.0.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.100.100.200/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
  ])("refuses %s without a connection", async (address) => {
    await expect(fetchOutside(address, plain)).rejects.toMatchObject({ code: "address_not_public" });
  });

  it.each(["file:///etc/passwd", "ftp://example.com/a", "http://user:word@example.com/", "gopher://x", "x"])(
    "is no address: %s",
    async (address) => {
      await expect(fetchOutside(address, plain)).rejects.toMatchObject({ code: "address_invalid" });
    },
  );

  it("refuses names that lead inside, also where one of several does", async () => {
    const inside = [{ address: "10.0.0.5", family: 4 }];
    const mixed = [{ address: "93.184.215.14", family: 4 }, ...inside];
    for (const answer of [inside, mixed]) {
      const resolver = async () => answer;
      await expect(fetchOutside("http://shop.example/", { ...plain, resolver })).rejects.toMatchObject({
        code: "address_not_public",
      });
    }
    await expect(fetchOutside("http://localhost/", plain)).rejects.toMatchObject({
      code: "address_not_public",
    });
    const resolver = () => Promise.reject(new Error("ENOTFOUND"));
    await expect(fetchOutside("http://nowhere.example/", { ...plain, resolver })).rejects.toMatchObject({
      code: "address_unknown",
    });
  });

  it("refuses ports that serve no pages", async () => {
    await expect(fetchOutside("http://93.184.215.14:6379/", plain)).rejects.toMatchObject({
      code: "address_port",
    });
  });

  it("knows public addresses", () => {
    for (const address of [
      "93.184.215.14",
      "8.8.8.8",
      "172.32.0.1",
      "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    ])
      expect(isPublicAddress(address)).toBe(true);
    expect(isPublicAddress("example.com")).toBe(false);
  });
});

describe("fetching", () => {
  const here: OutsideOptions = { ...plain, allowLoopback: true };

  it("connects to the address that was judged, whatever the name says later", async () => {
    const before = asked;
    const answers = ["127.0.0.1", "10.0.0.1"];
    let looks = 0;
    const resolver = async () => [{ address: answers[Math.min(looks++, 1)]!, family: 4 }];
    const { port } = new URL(origin);
    const answer = await fetchOutside(`http://rebind.example:${port}/a`, { ...here, resolver });
    expect(answer).toMatchObject({ contentType: "image/png", url: `http://rebind.example:${port}/a` });
    expect([answer.bytes.toString(), looks, asked - before]).toEqual(["picture", 1, 1]);
  });

  it("judges every redirect anew", async () => {
    const to = (at: string) => fetchOutside(`${origin}/to?at=${encodeURIComponent(at)}`, here);
    expect((await to("/a")).url).toBe(`${origin}/a`);
    await expect(to("http://169.254.169.254/")).rejects.toMatchObject({ code: "address_not_public" });
    await expect(to("http://[::ffff:10.0.0.1]/")).rejects.toMatchObject({ code: "address_not_public" });
    await expect(to("file:///etc/passwd")).rejects.toMatchObject({ code: "address_invalid" });
    await expect(fetchOutside(`${origin}/round`, here)).rejects.toMatchObject({ code: "too_many_redirects" });
  });

  it("ends what is too long, too slow or not there", async () => {
    for (const path of ["said", "long"])
      await expect(fetchOutside(`${origin}/${path}`, here)).rejects.toMatchObject({
        code: "answer_too_large",
      });
    await expect(fetchOutside(`${origin}/slow`, { ...here, timeoutMs: 200 })).rejects.toMatchObject({
      kind: "precondition",
      code: "answer_too_slow",
    });
    const never = () => new Promise<never>(() => {});
    await expect(
      fetchOutside("http://slow.example/", { ...here, timeoutMs: 100, resolver: never }),
    ).rejects.toMatchObject({ code: "answer_too_slow" });
    await expect(fetchOutside(`${origin}/gone`, here)).rejects.toMatchObject({
      code: "answer_status",
      params: { status: 404 },
    });
    await expect(fetchOutside("http://127.0.0.1:1/", here)).rejects.toMatchObject({ code: "answer_broken" });
  });
});
