import * as inventory from "@hutong/inventory";
import {
  AdjustStockInput,
  BeginCountInput,
  EnterCountInput,
  ListConsignmentsInput,
  ListMovementsInput,
  ListStockInput,
  ReceiveConsignmentInput,
  SaveConsignmentInput,
  SetLowStockInput,
} from "@hutong/inventory/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const read = storeProcedureFor("catalogue.read");
const write = storeProcedureFor("catalogue.write");
const ById = InStore.extend({ id: z.string().max(40) });

export const inventoryRouter = router({
  list: read
    .input(InStore.extend(ListStockInput.shape))
    .query(({ ctx, input }) => inventory.listStock(ctx.store, input)),
  variant: read.input(ById).query(({ ctx, input }) => inventory.getVariantStock(ctx.store, input)),
  movements: read
    .input(InStore.extend(ListMovementsInput.shape))
    .query(({ ctx, input }) => inventory.listMovements(ctx.store, input)),
  adjust: write
    .input(InStore.extend(AdjustStockInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.adjustStock(ctx.store, given)),
  /** Counts a variant from now on, with so many of it at a location. */
  track: write
    .input(
      InStore.extend({
        variantId: z.string().max(40),
        locationId: z.string().max(40),
        available: z.number(),
      }),
    )
    .mutation(({ ctx, input: { variantId, locationId, available } }) =>
      inventory.setStock(ctx.store, [{ variantId, available }], { locationId }),
    ),
  setLow: write
    .input(InStore.extend(SetLowStockInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.setLowStock(ctx.store, given)),
  consignments: read
    .input(InStore.extend(ListConsignmentsInput.shape))
    .query(({ ctx, input }) => inventory.listConsignments(ctx.store, input)),
  consignment: read.input(ById).query(({ ctx, input }) => inventory.getConsignment(ctx.store, input)),
  saveConsignment: write
    .input(InStore.extend(SaveConsignmentInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.saveConsignment(ctx.store, given)),
  sendConsignment: write
    .input(ById)
    .mutation(({ ctx, input }) => inventory.sendConsignment(ctx.store, input)),
  receiveConsignment: write
    .input(InStore.extend(ReceiveConsignmentInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.receiveConsignment(ctx.store, given)),
  closeConsignment: write
    .input(ById)
    .mutation(({ ctx, input }) => inventory.closeConsignment(ctx.store, input)),
  counts: read
    .input(InStore.extend({ before: z.int().optional() }))
    .query(({ ctx, input }) => inventory.listCounts(ctx.store, input)),
  count: read.input(ById).query(({ ctx, input }) => inventory.getCount(ctx.store, input)),
  beginCount: write
    .input(InStore.extend(BeginCountInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.beginCount(ctx.store, given)),
  enterCount: write
    .input(InStore.extend(EnterCountInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => inventory.enterCount(ctx.store, given)),
  removeCountLine: write
    .input(ById.extend({ variantId: z.string().max(40) }))
    .mutation(({ ctx, input }) => inventory.removeCountLine(ctx.store, input)),
  commitCount: write.input(ById).mutation(({ ctx, input }) => inventory.commitCount(ctx.store, input)),
  cancelCount: write.input(ById).mutation(({ ctx, input }) => inventory.cancelCount(ctx.store, input)),
});
