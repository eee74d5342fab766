import { z } from "zod";

export const mostSynonymSets = 500;
export const mostSynonyms = 20;
export const longestSynonym = 60;

export const SaveSynonymsInput = z.object({
  /** Of a set that is changed; left out, a new one is made. */
  id: z.uuid().optional(),
  words: z.array(z.string().max(200)).max(50),
  /** The first word finds the others, and they do not find it. */
  isOneWay: z.boolean().default(false),
});
export type SaveSynonymsInput = z.input<typeof SaveSynonymsInput>;

export const RemoveSynonymsInput = z.object({ id: z.uuid() });
export type RemoveSynonymsInput = z.input<typeof RemoveSynonymsInput>;
