import { z } from "zod";
import { signedHeaders } from "./sign.ts";
import { BankAnswer } from "./translate.ts";

/** Five seconds for a whole call (architecture, section 6 of the payments rules). */
const callMs = 5000;

const StartAnswer = z.object({ url: z.string() });
const RefundAnswer = z.object({ state: z.string(), refundId: z.string().optional() });

export interface BankClient {
  open(body: object): Promise<{ url: string }>;
  ask(attemptId: string): Promise<BankAnswer>;
  close(attemptId: string): Promise<BankAnswer>;
  refund(body: object): Promise<{ state: string; refundId?: string | undefined }>;
}

/** HTTP to the pretend bank, signed; throws when it does not answer, or not in its own words. */
export function bankClient(base: string, secret: string): BankClient {
  async function call<Answer>(path: string, message: object, schema: z.ZodType<Answer>): Promise<Answer> {
    const body = JSON.stringify(message);
    const response = await fetch(`${base}/${path}`, {
      method: "POST",
      headers: signedHeaders(secret, body, Date.now()),
      body,
      signal: AbortSignal.timeout(callMs),
    });
    if (!response.ok) throw new Error(`test bank answered ${response.status}`);
    return schema.parse(await response.json());
  }
  return {
    open: (body) => call("open", body, StartAnswer),
    ask: (attemptId) => call("ask", { attemptId }, BankAnswer),
    close: (attemptId) => call("close", { attemptId }, BankAnswer),
    refund: (body) => call("refund", body, RefundAnswer),
  };
}
