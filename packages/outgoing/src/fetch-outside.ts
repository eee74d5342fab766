import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "@hutong/kernel";
import { isLoopback, isPublicAddress } from "./public-address.ts";

/** Answers all addresses of a name; tests put another in its place. */
export type Resolver = (name: string) => Promise<readonly { address: string; family: number }[]>;

export interface OutsideOptions {
  /** Most bytes of a body. */
  readonly most: number;
  /** Time for everything, redirects included. */
  readonly timeoutMs: number;
  readonly accept?: string;
  /** For tests and development only: this machine's own addresses are allowed, at any port. */
  readonly allowLoopback?: boolean;
  readonly resolver?: Resolver;
  readonly signal?: AbortSignal;
}

export interface OutsideAnswer {
  readonly bytes: Buffer;
  /** As the other side says, which proves nothing. */
  readonly contentType: string | null;
  /** Where the redirects ended. */
  readonly url: string;
}

const mostRedirects = 5;
const ports = new Set(["", "80", "443", "8080", "8443"]);
const resolveAll: Resolver = (name) => lookup(name, { all: true, verbatim: true });

const refuse = (code: string, params: Record<string, string | number> = {}) =>
  new AppError("invalid", code, { params });

/** The one address that the connection will be made to: of all that the name has, none may lead inside. */
async function addressOf(url: URL, options: OutsideOptions): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const all = family
    ? [{ address: host, family }]
    : await (options.resolver ?? resolveAll)(host).catch(() => {
        throw refuse("address_unknown", { host });
      });
  const [first] = all;
  if (!first) throw refuse("address_unknown", { host });
  const isOurs = options.allowLoopback === true && all.every(({ address }) => isLoopback(address));
  if (!isOurs && !all.every(({ address }) => isPublicAddress(address)))
    throw refuse("address_not_public", { host });
  if (!isOurs && !ports.has(url.port)) throw refuse("address_port", { host, port: url.port });
  return first;
}

function judged(text: string, base?: string): URL {
  if (!URL.canParse(text, base)) throw refuse("address_invalid");
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw refuse("address_invalid");
  // Who is let in by a name and a password is no public picture, and the password would be kept in a log.
  if (url.username !== "" || url.password !== "") throw refuse("address_invalid");
  return url;
}

// The connection is made to the very address that was judged: a name that answers otherwise a moment later changes nothing.
function open(
  url: URL,
  { address, family }: { address: string; family: number },
  options: OutsideOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_, { all }, done) =>
    all ? done(null, [{ address, family }]) : done(null, address, family);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent: false,
      lookup: pinned,
      signal,
      maxHeaderSize: 16_384,
      headers: {
        accept: options.accept ?? "*/*",
        // Bytes are counted as they come: nothing that grows when it is unpacked.
        "accept-encoding": "identity",
        "user-agent": "Hutong",
      },
    });
    request.on("response", resolve);
    request.on("error", reject);
    request.end();
  });
}

async function bodyOf(response: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(response.headers["content-length"] ?? 0) > most) throw refuse("answer_too_large", { most });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > most) throw refuse("answer_too_large", { most });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function follow(first: URL, options: OutsideOptions, signal: AbortSignal): Promise<OutsideAnswer> {
  let url = first;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const response = await open(url, await addressOf(url, options), options, signal);
    try {
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (status >= 300 && status < 400 && location) {
        url = judged(location, url.href);
        continue;
      }
      if (status !== 200) throw new AppError("precondition", "answer_status", { params: { status } });
      const bytes = await bodyOf(response, options.most);
      return { bytes, contentType: response.headers["content-type"] ?? null, url: url.href };
    } finally {
      response.destroy();
    }
  }
  throw refuse("too_many_redirects", { most: mostRedirects });
}

/**
 * Gets what an address that somebody typed leads to, from the public internet only: neither this machine nor its
 * networks, by whatever spelling, name or redirect (OWASP, SSRF Prevention). Throws `address_invalid`,
 * `address_unknown`, `address_not_public`, `address_port`, `too_many_redirects`, `answer_status`, `answer_too_large`,
 * `answer_too_slow`, `answer_broken`; what may go better later is of kind `precondition`.
 */
export async function fetchOutside(address: string, options: OutsideOptions): Promise<OutsideAnswer> {
  const url = judged(address);
  const late = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    // The resolver knows no signal, so it is raced.
    return await Promise.race([follow(url, options, signal), over]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (late.aborted) throw new AppError("precondition", "answer_too_slow", { cause: error });
    throw new AppError("precondition", "answer_broken", { cause: error });
  }
}
