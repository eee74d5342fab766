import { listPictures, savePictures, touchPictures } from "@hutong/catalogue";
import { ListPicturesInput, SavePicturesInput } from "@hutong/catalogue/schemas";
import { retryPicture, setFocus } from "@hutong/files";
import { FocusInput } from "@hutong/files/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

const OneFile = InStore.extend({ fileId: z.uuid() });

export const picturesRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListPicturesInput.shape))
    .query(({ ctx, input }) => listPictures(ctx.store, input)),
  save: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SavePicturesInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => savePictures(ctx.store, given)),
  /** Where the subject is, for every product that shows the picture. */
  setFocus: storeProcedureFor("catalogue.write")
    .input(OneFile.extend({ focus: FocusInput.nullable() }))
    .mutation(({ ctx, input: { fileId, focus } }) =>
      ctx.store.write(async (tx) => {
        await setFocus(tx, { fileId, focus });
        await touchPictures(tx, [fileId]);
      }),
    ),
  retry: storeProcedureFor("catalogue.write")
    .input(OneFile)
    .mutation(({ ctx, input: { fileId } }) => retryPicture(ctx.store, { fileId })),
});
