import { eraseCustomer, exportCustomer, listLeftCheckouts, requestRecoveryLetter } from "@hutong/checkout";
import { ListLeftCheckoutsInput } from "@hutong/checkout/schemas";
import { saveNote, setGroup } from "@hutong/customers";
import { SaveNoteInput } from "@hutong/customers/schemas";
import { getCustomer, listCustomers } from "@hutong/orders";
import { ListCustomersInput } from "@hutong/orders/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const One = InStore.extend({ id: z.string().max(40) });

export const customersRouter = router({
  list: storeProcedureFor("customers.read")
    .input(InStore.extend(ListCustomersInput.shape))
    .query(({ ctx, input }) => listCustomers(ctx.store, input)),
  get: storeProcedureFor("customers.read")
    .input(One)
    .query(({ ctx, input }) => getCustomer(ctx.store, input)),
  saveNote: storeProcedureFor("customers.write")
    .input(InStore.extend(SaveNoteInput.shape))
    .mutation(({ ctx, input }) => saveNote(ctx.store, { id: input.id, note: input.note })),
  setGroup: storeProcedureFor("customers.write")
    .input(One.extend({ groupId: z.string().max(40).nullable() }))
    .mutation(({ ctx, input }) => setGroup(ctx.store, { id: input.id, groupId: input.groupId })),
  /** A mutation, as it is written down that the data was handed out. */
  export: storeProcedureFor("customers.write")
    .input(One)
    .mutation(({ ctx, input }) => exportCustomer(ctx.store, input)),
  erase: storeProcedureFor("customers.write")
    .input(One)
    .mutation(({ ctx, input }) => eraseCustomer(ctx.store, input)),
  leftCheckouts: storeProcedureFor("customers.read")
    .input(InStore.extend(ListLeftCheckoutsInput.shape))
    .query(({ ctx, input }) => listLeftCheckouts(ctx.store, input)),
  writeLetter: storeProcedureFor("orders.write")
    .input(One)
    .mutation(({ ctx, input }) => requestRecoveryLetter(ctx.store, input)),
});
