import { z } from "zod";

export const ResolveDifferenceInput = z.object({
  id: z.string().max(40),
  note: z.string().trim().min(1, "note_missing").max(500, "input_too_long"),
});
export type ResolveDifferenceInput = z.input<typeof ResolveDifferenceInput>;
