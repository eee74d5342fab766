import { z } from "zod";

export const CollectionMainSettings = z.object({});
export type CollectionMainSettings = z.infer<typeof CollectionMainSettings>;
