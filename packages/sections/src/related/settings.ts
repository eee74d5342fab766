import { z } from "zod";
import { text } from "../section.ts";

export const RelatedSettings = z.object({ title: text(), limit: z.int().min(1).max(8).default(4) });
export type RelatedSettings = z.infer<typeof RelatedSettings>;
