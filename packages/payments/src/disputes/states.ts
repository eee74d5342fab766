import type { DisputeState } from "@hutong/payment-providers";

export type { DisputeState };

const ended = ["won", "lost", "closed"] as const satisfies readonly DisputeState[];

/** Whether a dispute has ended; a bank may take one up again, and then tells of it. */
export function isEnded(state: DisputeState): boolean {
  return ended.some((one) => one === state);
}
