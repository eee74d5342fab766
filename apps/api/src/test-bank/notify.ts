import { testBankHeaders } from "@hutong/payment-providers";
import { apiOrigin } from "@hutong/payments";
import { type BankAccount, findEntry } from "./books.ts";

/** How the bank tells of an attempt: the same answer for a query and in a notice. */
export async function bankAnswer(bank: BankAccount, attemptId: string): Promise<object> {
  const entry = await findEntry(bank, attemptId);
  if (!entry) return { attemptId, state: "unknown", payments: [] };
  const isWaiting = entry.state !== "declined" && !(entry.is_closed && entry.state !== "late");
  return {
    attemptId,
    state: entry.state === "declined" ? "declined" : isWaiting ? "open" : "closed",
    payments: entry.payments,
  };
}

/** Sends the signed notice about an attempt to the shop, `copies` times at once. Answers the statuses. */
export async function sendNotice(bank: BankAccount, attemptId: string, copies = 1): Promise<number[]> {
  const body = JSON.stringify(await bankAnswer(bank, attemptId));
  const address = `${apiOrigin}/payments/notices/test/${bank.id}`;
  return await Promise.all(
    Array.from({ length: copies }, async () => {
      const headers = testBankHeaders(bank.secret, body, Date.now());
      const response = await fetch(address, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      return response.status;
    }),
  );
}
