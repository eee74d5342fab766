/** Named places of the checkout where tests let a rival in or stop the process; empty in production. */
export type Point =
  | "checkout.before_reserve"
  | "checkout.after_reserve"
  | "checkout.after_call"
  | "settle.before_commit"
  | "settle.after_commit";

const actions = new Map<Point, () => Promise<void> | void>();

/** For tests: what happens at a point; null takes it away. */
export function setPoint(point: Point, action: (() => Promise<void> | void) | null): void {
  if (action) actions.set(point, action);
  else actions.delete(point);
}

/** Passes a named point. */
export async function at(point: Point): Promise<void> {
  const action = actions.get(point);
  if (action) await action();
}
