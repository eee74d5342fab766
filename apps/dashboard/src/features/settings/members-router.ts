import { addMember, changeMemberRole, listMembers, removeMember } from "@hutong/stores";
import { AddMemberInput, ChangeMemberRoleInput, RemoveMemberInput } from "@hutong/stores/schemas";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

export const membersRouter = router({
  list: storeProcedureFor("settings.read").query(({ ctx }) => listMembers(ctx.store)),
  add: storeProcedureFor("settings.write")
    .input(InStore.extend(AddMemberInput.shape))
    .mutation(({ ctx, input }) => addMember(ctx.store, input)),
  changeRole: storeProcedureFor("settings.write")
    .input(InStore.extend(ChangeMemberRoleInput.shape))
    .mutation(({ ctx, input }) => changeMemberRole(ctx.store, input)),
  remove: storeProcedureFor("settings.write")
    .input(InStore.extend(RemoveMemberInput.shape))
    .mutation(({ ctx, input }) => removeMember(ctx.store, input)),
});
