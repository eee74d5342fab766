import { z } from "zod";

export const PageMainSettings = z.object({});
export type PageMainSettings = z.infer<typeof PageMainSettings>;
