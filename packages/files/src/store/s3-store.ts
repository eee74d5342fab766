import { setTimeout as wait } from "node:timers/promises";
import type { FileStore } from "./file-store.ts";
import { type S3Keys, signS3 } from "./sign-s3.ts";

const tries = 3;
const waitMs = 200;
const timeoutMs = 20_000;

/** Files in a bucket that speaks S3, by the four of its verbs that we need: an SDK would be a hundred packages. */
export class S3Store implements FileStore {
  readonly #url: string;
  readonly #keys: S3Keys;

  /** @param url the bucket's address, by either of S3's two spellings */
  constructor({ url, ...keys }: S3Keys & { readonly url: string }) {
    this.#url = url;
    this.#keys = keys;
  }

  // Every verb may be sent twice and does the same.
  async #send(
    method: string,
    place: string,
    body?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const url = new URL(this.#url + place);
    for (let attempt = 1; ; attempt += 1) {
      const signed = signS3({ method, url, headers, ...(body ? { body } : {}) }, this.#keys, new Date());
      const { host: _, ...sent } = signed;
      const answer = await fetch(url, {
        method,
        headers: sent,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
        ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
      }).catch((error: Error) => error);
      const isAway = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!isAway && (answer.ok || answer.status === 404)) return answer;
      if (isAway && attempt < tries) {
        await wait(waitMs * attempt);
        continue;
      }
      if (answer instanceof Error) throw answer;
      throw new Error(`the bucket answered ${answer.status} to ${method} ${url.pathname}`);
    }
  }

  async read(path: string): Promise<Uint8Array | null> {
    const answer = await this.#send("GET", `/${path}`);
    if (answer.status !== 404) return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    return null;
  }

  async has(path: string): Promise<boolean> {
    return (await this.#send("HEAD", `/${path}`)).status !== 404;
  }

  async write(path: string, bytes: Uint8Array, contentType: string): Promise<void> {
    const answer = await this.#send("PUT", `/${path}`, bytes, { "content-type": contentType });
    await answer.body?.cancel();
    if (answer.status === 404) throw new Error("there is no such bucket");
  }

  async removeAll(folder: string): Promise<void> {
    const query = new URLSearchParams({ "list-type": "2", prefix: `${folder.replace(/\/$/, "")}/` });
    for (;;) {
      const list = await (await this.#send("GET", `/?${query}`)).text();
      const paths = [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key!);
      for (const path of paths) await (await this.#send("DELETE", `/${path}`)).body?.cancel();
      // What is left is asked for anew, as what was listed is gone.
      if (paths.length === 0 || !list.includes("<IsTruncated>true")) return;
    }
  }
}
