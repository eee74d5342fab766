import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DiskStore } from "./disk-store.ts";
import type { FileStore } from "./file-store.ts";
import { S3Store } from "./s3-store.ts";
import { signS3 } from "./sign-s3.ts";

const keys = {
  region: "us-east-1",
  keyId: "AKIAIOSFODNN7EXAMPLE",
  secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const signatureOf = (headers: Record<string, string>) => headers.authorization!.split("Signature=")[1];

it("signs as Amazon's own examples are signed", () => {
  const now = new Date("2013-05-24T00:00:00Z");
  const url = (path: string) => new URL(`https://examplebucket.s3.amazonaws.com${path}`);
  const get = { method: "GET", url: url("/test.txt"), headers: { range: "bytes=0-9" } };
  expect(signatureOf(signS3(get, keys, now))).toBe(
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
  const put = {
    method: "PUT",
    url: url("/test$file.text"),
    headers: { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
    body: Buffer.from("Welcome to Amazon S3."),
  };
  expect(signatureOf(signS3(put, keys, now))).toBe(
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
  );
  const listing = { method: "GET", url: url("/?max-keys=2&prefix=J") };
  expect(signatureOf(signS3(listing, keys, now))).toBe(
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  );
});

let folder: string;
let server: Server;
const stores: Record<string, FileStore> = {};
const kept = new Map<string, { bytes: Buffer; type: string }>();
let isBusy = false;

/** A bucket in memory that lets in who signs rightly, two names a page. */
async function answer(request: IncomingMessage): Promise<[number, string | Buffer]> {
  const body = Buffer.concat(await request.toArray());
  const url = new URL(request.url!, `http://${request.headers.host}`);
  const named = /SignedHeaders=([^,]*)/.exec(request.headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const own = named.filter((name) => name !== "host" && !name.startsWith("x-amz-"));
  const headers = Object.fromEntries(own.map((name) => [name, String(request.headers[name])]));
  const time = String(request.headers["x-amz-date"]).replace(
    /^(....)(..)(..)T(..)(..)(..)Z$/,
    "$1-$2-$3T$4:$5:$6Z",
  );
  const signed = signS3({ method: request.method!, url, headers, body }, keys, new Date(time));
  if (signed.authorization !== request.headers.authorization) return [403, "SignatureDoesNotMatch"];
  if (isBusy) {
    isBusy = false;
    return [503, "SlowDown"];
  }
  const path = url.pathname.slice("/shop/".length);
  if (url.searchParams.has("list-type")) {
    const all = [...kept.keys()].filter((key) => key.startsWith(url.searchParams.get("prefix")!));
    const page = all.slice(0, 2).map((key) => `<Contents><Key>${key}</Key></Contents>`);
    return [200, `<R><IsTruncated>${all.length > 2}</IsTruncated>${page.join("")}</R>`];
  }
  if (request.method === "PUT")
    kept.set(path, { bytes: body, type: String(request.headers["content-type"]) });
  if (request.method === "DELETE") kept.delete(path);
  const found = kept.get(path);
  return found ? [200, request.method === "GET" ? found.bytes : ""] : [404, ""];
}

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/hutong-files-`);
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  stores.disk = new DiskStore(folder);
  stores.S3 = new S3Store({ url: `http://127.0.0.1:${port}/shop`, ...keys });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe.each(["disk", "S3"])("files kept by %s", (name) => {
  it("are there whole, or not at all", async () => {
    const store = stores[name]!;
    const path = "store/1/a.png";
    expect([await store.read(path), await store.has(path)]).toEqual([null, false]);
    await Promise.all(["one", "two"].map((text) => store.write(path, Buffer.from(text), "image/png")));
    expect(["one", "two"]).toContain(Buffer.from((await store.read(path))!).toString());
    expect([await store.has(path), await store.has("store/1")]).toEqual([true, name === "disk"]);
    expect(await store.read("store/1")).toBeNull();
  });

  it("go with their folder, and no other does", async () => {
    const store = stores[name]!;
    for (const path of ["x/1/a", "x/1/b", "x/1/c/d", "x/10/a"])
      await store.write(path, Buffer.from(path), "text/plain");
    await store.removeAll("x/1");
    expect(await Promise.all(["x/1/a", "x/1/b", "x/1/c/d", "x/10/a"].map((path) => store.has(path)))).toEqual(
      [...[false, false, false], true],
    );
    await store.removeAll("x/none");
  });
});

it("leaves the disk's folder for no path, and nothing half written in it", async () => {
  for (const path of ["../secret", "a/../../secret", "", "a\0b"])
    await expect(stores.disk!.read(path)).rejects.toThrow("no path of ours");
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => name.endsWith(".partial"))).toEqual([]);
});

it("asks a bucket that is busy again, and says when it is not let in", async () => {
  isBusy = true;
  expect(await stores.S3!.has("x/10/a")).toBe(true);
  expect(kept.get("store/1/a.png")!.type).toBe("image/png");
  const { port } = server.address() as AddressInfo;
  const stranger = new S3Store({ url: `http://127.0.0.1:${port}/shop`, ...keys, secret: "x" });
  await expect(stranger.read("x/10/a")).rejects.toThrow("the bucket answered 403");
});
