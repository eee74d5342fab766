import { z } from "zod";

export const SearchMainSettings = z.object({});
export type SearchMainSettings = z.infer<typeof SearchMainSettings>;
