import { z } from "zod";
import { mostPictures } from "../limits.ts";

export { mostPictures } from "../limits.ts";

const fileId = z.uuid();
const alt = z.string().max(1000);

export const ListPicturesInput = z.object({ productId: z.string().max(100) });
export type ListPicturesInput = z.infer<typeof ListPicturesInput>;

/** A product's pictures in their new order. */
export const SavePicturesInput = z.object({
  productId: z.uuid(),
  /** Files in the order that one has seen. */
  known: z.array(fileId).max(mostPictures),
  pictures: z
    .array(
      z.object({
        fileId,
        alt: alt.default(""),
        /** Further languages, for a picture that comes back; those of one that stays go with it. */
        alts: z.record(z.string().max(35), alt).optional(),
      }),
    )
    .max(mostPictures),
});
export type SavePicturesInput = z.input<typeof SavePicturesInput>;
