import { z } from "zod";

export const CollectionsMainSettings = z.object({});
export type CollectionsMainSettings = z.infer<typeof CollectionsMainSettings>;
