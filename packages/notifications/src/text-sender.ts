import type { Mailer } from "./mailer.ts";

/** One text message to a phone. */
export interface TextMessage {
  /** The job it comes of; a service may refuse it the second time. */
  readonly id: string;
  /** 11 digits of a Chinese mobile, or a number with its +country. */
  readonly to: string;
  readonly text: string;
  readonly storeName: string;
  readonly storeId: string;
}

/** The seam that text messages leave by. Throws when nobody took the message, so that the queue tries again. */
export interface TextSender {
  send(message: TextMessage): Promise<void>;
}

const timeoutMs = 10_000;

/**
 * Hands each message as JSON (`id`, `to`, `text`, `storeName`) to a service of the operator's, which signs and sends it on
 * by the operator's own contract: in China every provider wants registered signatures and templates. 2xx means taken.
 */
export function webhookTexts(url: string): TextSender {
  return {
    async send({ id, to, text, storeName }) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": id },
        body: JSON.stringify({ id, to, text, storeName }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      // What it answers may repeat the number: only its status is told.
      if (!response.ok) throw new Error(`the text service answered ${response.status}`);
    },
  };
}

/** Development: a text message is put where mail goes, addressed to its number. */
export function mailboxTexts(mailer: Mailer): TextSender {
  return {
    send: ({ id, to, text, storeName, storeId }) =>
      mailer.send({ id, to, fromName: storeName, subject: text, text, html: "", storeId }),
  };
}
