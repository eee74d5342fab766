import { z } from "zod";
import { text } from "../section.ts";

export const FiguresSettings = z.object({
  items: z
    .array(z.object({ value: z.string().max(12), label: text() }))
    .max(4)
    .default([]),
});
export type FiguresSettings = z.infer<typeof FiguresSettings>;
