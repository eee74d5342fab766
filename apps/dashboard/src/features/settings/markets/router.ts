import {
  createMarket,
  getPriceList,
  listCustomerGroups,
  listMarkets,
  listPriceLists,
  listPriceSamples,
  putCustomerGroup,
  putPriceList,
  removeCustomerGroup,
  removePriceList,
  updateMarket,
} from "@hutong/pricing";
import { CustomerGroupInput, MarketChange, MarketInput, PriceListInput } from "@hutong/pricing/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

const One = InStore.extend({ id: z.string().max(40) });

export const marketsRouter = router({
  list: storeProcedureFor("settings.read").query(({ ctx }) => listMarkets(ctx.store)),
  samples: storeProcedureFor("settings.read").query(({ ctx }) => listPriceSamples(ctx.store)),
  create: storeProcedureFor("settings.write")
    .input(InStore.extend(MarketInput.shape))
    .mutation(({ ctx, input: { store: _, ...market } }) => createMarket(ctx.store, market)),
  update: storeProcedureFor("settings.write")
    .input(InStore.extend(MarketChange.shape))
    .mutation(({ ctx, input: { store: _, ...market } }) => updateMarket(ctx.store, market)),
  lists: storeProcedureFor("settings.read").query(({ ctx }) => listPriceLists(ctx.store)),
  priceList: storeProcedureFor("settings.read")
    .input(One)
    .query(({ ctx, input }) => getPriceList(ctx.store, input)),
  putList: storeProcedureFor("settings.write")
    .input(InStore.extend(PriceListInput.shape))
    .mutation(({ ctx, input: { store: _, ...list } }) => putPriceList(ctx.store, list)),
  removeList: storeProcedureFor("settings.write")
    .input(One)
    .mutation(({ ctx, input }) => removePriceList(ctx.store, input)),
  groups: storeProcedureFor("settings.read").query(({ ctx }) => listCustomerGroups(ctx.store)),
  putGroup: storeProcedureFor("settings.write")
    .input(InStore.extend(CustomerGroupInput.shape))
    .mutation(({ ctx, input: { store: _, ...group } }) => putCustomerGroup(ctx.store, group)),
  removeGroup: storeProcedureFor("settings.write")
    .input(One)
    .mutation(({ ctx, input }) => removeCustomerGroup(ctx.store, input)),
});
