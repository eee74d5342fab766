import { createMarket, listMarkets, listPriceSamples, updateMarket } from "@hutong/pricing";
import { MarketChange, MarketInput } from "@hutong/pricing/schemas";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

export const marketsRouter = router({
  list: storeProcedureFor("settings.read").query(({ ctx }) => listMarkets(ctx.store)),
  samples: storeProcedureFor("settings.read").query(({ ctx }) => listPriceSamples(ctx.store)),
  create: storeProcedureFor("settings.write")
    .input(InStore.extend(MarketInput.shape))
    .mutation(({ ctx, input: { store: _, ...market } }) => createMarket(ctx.store, market)),
  update: storeProcedureFor("settings.write")
    .input(InStore.extend(MarketChange.shape))
    .mutation(({ ctx, input: { store: _, ...market } }) => updateMarket(ctx.store, market)),
});
