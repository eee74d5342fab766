import { z } from "zod";

export const leftTabs = ["left", "recovered"] as const;

export const ListLeftCheckoutsInput = z.object({
  tab: z.enum(leftTabs).default("left"),
  /** The id after which the page begins. */
  before: z.string().max(40).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListLeftCheckoutsInput = z.input<typeof ListLeftCheckoutsInput>;
