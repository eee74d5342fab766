import { findGoods, nameGoods } from "@hutong/catalogue";
import { tryCart } from "@hutong/checkout";
import { TryCartInput } from "@hutong/checkout/schemas";
import {
  addCodes,
  createDiscount,
  deleteDiscount,
  endDiscount,
  getDiscount,
  listDiscounts,
  updateDiscount,
} from "@hutong/pricing";
import { AddCodesInput, type DiscountInput } from "@hutong/pricing/schemas";
import { getStore } from "@hutong/stores";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";
import { goodsOf } from "./goods-of.ts";

const ById = InStore.extend({ id: z.string().max(100) });
// The domain judges it, with a code and a field for each fault.
const Written = z.custom<z.input<typeof DiscountInput>>(
  (value) => typeof value === "object" && value !== null,
);

export const discountsRouter = router({
  list: storeProcedureFor("discounts.read")
    .input(InStore)
    .query(({ ctx }) => listDiscounts(ctx.store)),
  /** A discount with its codes, and the names of the goods that it is for. */
  get: storeProcedureFor("discounts.read")
    .input(ById)
    .query(async ({ ctx, input }) => {
      const discount = await getDiscount(ctx.store, input);
      return { ...discount, goods: await nameGoods(ctx.store, { ids: goodsOf(discount) }) };
    }),
  /** Languages that its name is written in. */
  languages: storeProcedureFor("discounts.read")
    .input(InStore)
    .query(async ({ ctx }) => (await getStore(ctx.store)).locales),
  goods: storeProcedureFor("discounts.read")
    .input(InStore.extend({ query: z.string().max(200) }))
    .query(({ ctx, input }) => findGoods(ctx.store, input)),
  create: storeProcedureFor("discounts.write")
    .input(InStore.extend({ discount: Written }))
    .mutation(({ ctx, input }) => createDiscount(ctx.store, input.discount)),
  update: storeProcedureFor("discounts.write")
    .input(ById.extend({ discount: Written }))
    .mutation(({ ctx, input }) => updateDiscount(ctx.store, { ...input.discount, id: input.id })),
  end: storeProcedureFor("discounts.write")
    .input(ById)
    .mutation(({ ctx, input }) => endDiscount(ctx.store, input)),
  remove: storeProcedureFor("discounts.write")
    .input(ById)
    .mutation(({ ctx, input }) => deleteDiscount(ctx.store, input)),
  addCodes: storeProcedureFor("discounts.write")
    .input(InStore.and(AddCodesInput))
    .mutation(({ ctx, input }) => addCodes(ctx.store, input)),
  /** Writes nothing; a POST, since a draft with many goods is longer than an address may be. */
  try: storeProcedureFor("discounts.read")
    .input(
      InStore.extend(TryCartInput.shape).extend({
        draft: Written.nullable(),
        draftId: z.string().max(100).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => tryCart(ctx.store, input)),
});
