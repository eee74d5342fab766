import { Agent, request } from "node:http";
import type { Readable } from "node:stream";

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

const patienceMs = 30_000;

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * A browser without JavaScript, as far as a shop sees one: a host to ask, cookies, one connection. Names such as
 * `demo.localhost` are not looked up; the port is on this machine.
 */
export class Browser {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly cookies = new Map<string, string>();
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.#ask("GET", path, null, headers);
  }

  /** Posts a form and does not follow where it leads. Rejects when there is no answer at all. */
  async post(
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return await this.#ask("POST", path, new URLSearchParams(form).toString(), {
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    });
  }

  /** The same with any method and body, for trials that are no browser's. */
  async send(
    method: string,
    path: string,
    body: string | null,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return await this.#ask(method, path, body, headers);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask(
    method: string,
    path: string,
    body: string | null,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return await new Promise<Answer>((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: "127.0.0.1",
          port: this.port,
          method,
          path,
          headers: {
            host: `${this.host}:${this.port}`,
            ...(cookie ? { cookie } : {}),
            ...(body === null ? {} : { "content-length": Buffer.byteLength(body) }),
            ...headers,
          },
          timeout: patienceMs,
        },
        (response) => {
          for (const line of response.headers["set-cookie"] ?? []) this.#keep(line);
          textOf(response).then(
            (text) =>
              resolve({
                status: response.statusCode!,
                location: response.headers.location ?? null,
                body: text,
              }),
            reject,
          );
        },
      );
      sent.once("timeout", () => sent.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
      sent.once("error", reject);
      sent.end(body ?? undefined);
    });
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const value = pair.slice(at + 1);
    if (value === "") this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }
}
