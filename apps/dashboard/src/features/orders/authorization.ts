import type { StaffOrder } from "@hutong/orders";

type Reserved = Pick<StaffOrder, "authorization">;

const dayMs = 86_400_000;

/** Milliseconds between two looks at an order while the worker takes its money, or lets it go; else. */
export function lookEvery(order: Reserved | undefined): number {
  const state = order?.authorization?.state;
  return state === "capturing" || state === "voiding" ? 2_000 : 15_000;
}

export type LapsesWhen = "unknown" | "later" | "soon" | "past";

/** How near the moment is at which a provider lets go of reserved money by itself: "soon" is within a day. */
export function lapsesWhen(expiresAt: Date | null, now = new Date()): LapsesWhen {
  if (!expiresAt) return "unknown";
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return "past";
  return left < dayMs ? "soon" : "later";
}
