import {
  adjustGiftCard,
  getGiftCard,
  issueGiftCard,
  listGiftCards,
  switchGiftCard,
} from "@hutong/gift-cards";
import {
  AdjustGiftCardInput,
  IssueGiftCardInput,
  ListGiftCardsInput,
  SwitchGiftCardInput,
} from "@hutong/gift-cards/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

export const giftCardsRouter = router({
  list: storeProcedureFor("orders.read")
    .input(InStore.extend(ListGiftCardsInput.shape))
    .query(({ ctx, input }) => listGiftCards(ctx.store, input)),
  get: storeProcedureFor("orders.read")
    .input(InStore.extend({ id: z.string().max(40) }))
    .query(({ ctx, input }) => getGiftCard(ctx.store, input)),
  issue: storeProcedureFor("payments.write")
    .input(InStore.extend(IssueGiftCardInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => issueGiftCard(ctx.store, given)),
  adjust: storeProcedureFor("payments.write")
    .input(InStore.extend(AdjustGiftCardInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => adjustGiftCard(ctx.store, given)),
  switch: storeProcedureFor("payments.write")
    .input(InStore.extend(SwitchGiftCardInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => switchGiftCard(ctx.store, given)),
});
