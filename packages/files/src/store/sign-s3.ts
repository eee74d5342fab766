import { createHash, createHmac } from "node:crypto";

export interface S3Keys {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export interface S3Request {
  readonly method: string;
  readonly url: URL;
  /** Beside host, date and the body's hash, which are added. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

const hashOf = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Headers of a request to S3, signed by AWS Signature Version 4 (Amazon S3 API Reference, "Authenticating Requests:
 * Using the Authorization Header"): all headers that are given, and the body's hash.
 */
export function signS3(
  { method, url, headers = {}, body = new Uint8Array() }: S3Request,
  { region, keyId, secret }: S3Keys,
  now: Date,
): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const day = time.slice(0, 8);
  const sent: Record<string, string> = {
    ...headers,
    host: url.host,
    "x-amz-content-sha256": hashOf(body),
    "x-amz-date": time,
  };
  const names = Object.keys(sent).sort();
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
  const path = url.pathname
    .split("/")
    .map((part) => encoded(decodeURIComponent(part)))
    .join("/");
  const lines = names.map((name) => `${name}:${sent[name]!.trim()}\n`).join("");
  const signedNames = names.join(";");
  const canonical = [method, path, query, lines, signedNames, sent["x-amz-content-sha256"]].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hashOf(canonical)].join("\n");
  const key = ["s3", "aws4_request"].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region));
  const signature = hmac(key, toSign).toString("hex");
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${signedNames},Signature=${signature}`,
  };
}
