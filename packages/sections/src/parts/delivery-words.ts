import type { Frame, FrameStore } from "../frame.ts";

/** "Delivered in 2–4 days, free from ¥199". */
export function deliveryWords(delivery: NonNullable<FrameStore["delivery"]>, frame: Frame): string {
  const { minDays, maxDays, freeAbove } = delivery;
  const { t } = frame;
  const days = t.deliveredIn(minDays, maxDays);
  if (freeAbove === null) return days;
  return t.both(days, freeAbove === 0 ? t.freeDelivery : t.freeAbove(frame.tag(freeAbove)));
}
