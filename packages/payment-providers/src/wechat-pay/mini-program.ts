import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConnectEnvironment } from "../contract.ts";
import { callMs } from "./client.ts";

/** A refusal in WeChat's words: HTTP says 200, `errcode` says what it is. */
export interface ApiRefusal {
  readonly kind: "refused";
  readonly errcode: number;
  readonly errmsg: string;
}

/** The server side of a mini program. */
export interface MiniProgram {
  /** Calls an API with the access token. Throws when nothing is known: network, timeout, -1 (busy). */
  call(path: string, body: object): Promise<{ readonly kind: "ok"; readonly body: unknown } | ApiRefusal>;
}

const host = "https://api.weixin.qq.com";
const busy = -1;
/** The token is not good: fetched anew by somebody else, or run out. */
const badToken = new Set([40001, 40014, 42001]);

// On success errcode is 0 or missing.
const Said = z.looseObject({ errcode: z.int().default(0), errmsg: z.string().default("") });
const Token = z.object({ access_token: z.string().min(1), expires_in: z.int().min(1) });

class TokenRefused extends Error {
  readonly errcode: number;
  readonly errmsg: string;
  constructor(errcode: number, errmsg: string) {
    super(`WeChat gives no access token: ${errcode} ${errmsg}`);
    this.errcode = errcode;
    this.errmsg = errmsg;
  }
}

/**
 * Opens a mini program's API. Its access token comes from `stable_token`, in normal mode, and is shared by all processes
 * (one for an appid and its secret); one that WeChat no longer takes is fetched once more.
 */
export function openMiniProgram(
  { appid, secret }: { readonly appid: string; readonly secret: string },
  apiBase: string | undefined,
  { fetch, tokens, memory }: ConnectEnvironment,
): MiniProgram {
  const base = apiBase ? new URL(apiBase).origin : host;

  async function post(path: string, body: object): Promise<z.infer<typeof Said>> {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(callMs),
    });
    if (response.status !== 200) throw new Error(`WeChat answered ${response.status}`);
    return Said.parse(await response.json());
  }

  async function renew(): Promise<{ token: string; validForSeconds: number }> {
    const asked = { grant_type: "client_credential", appid, secret, force_refresh: false };
    const said = await post("/cgi-bin/stable_token", asked);
    if (said.errcode !== 0) throw new TokenRefused(said.errcode, said.errmsg);
    const { access_token, expires_in } = Token.parse(said);
    return { token: access_token, validForSeconds: expires_in };
  }

  // The secret stands in the name by its hash: who does not know it gets no token of another's.
  const hash = createHash("sha256").update(`wechat access token ${appid} ${secret}`).digest("hex");
  const name = `wechat ${appid} ${hash.slice(0, 32)}`;

  async function tokenFor(stale?: string): Promise<string> {
    if (tokens) return await tokens.get(name, renew, stale);
    const known = memory.get(name) as string | undefined;
    if (known !== undefined && known !== stale) return known;
    const { token } = await renew();
    memory.set(name, token);
    return token;
  }

  async function callOnce(path: string, body: object, token: string) {
    return await post(`${path}?access_token=${encodeURIComponent(token)}`, body);
  }

  return {
    async call(path, body) {
      try {
        const token = await tokenFor();
        let said = await callOnce(path, body, token);
        if (badToken.has(said.errcode)) said = await callOnce(path, body, await tokenFor(token));
        if (said.errcode === busy) throw new Error("WeChat is busy");
        return said.errcode === 0
          ? { kind: "ok", body: said }
          : { kind: "refused", errcode: said.errcode, errmsg: said.errmsg };
      } catch (error) {
        if (error instanceof TokenRefused && error.errcode !== busy)
          return { kind: "refused", errcode: error.errcode, errmsg: error.errmsg };
        throw error;
      }
    },
  };
}
