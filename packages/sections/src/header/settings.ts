import { z } from "zod";

export const HeaderSettings = z.object({
  /** A mark beside the store's name. */
  logo: z.enum(["none", "eaves", "bricks"]).default("none"),
  menu: z.string().default("main"),
});
export type HeaderSettings = z.infer<typeof HeaderSettings>;
