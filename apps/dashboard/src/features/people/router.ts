import {
  endAllSessions,
  requestPasswordReset,
  resendVerification,
  resetPassword,
  signUp,
  updateUser,
  verifyEmail,
} from "@hutong/stores";
import {
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignUpInput,
  UpdateUserInput,
  VerifyEmailInput,
} from "@hutong/stores/schemas";
import { getCell } from "../../server/cell.ts";
import { publicProcedure, router, signedInProcedure } from "../../server/trpc.ts";

export const peopleRouter = router({
  signUp: publicProcedure
    .input(SignUpInput)
    .mutation(({ ctx, input }) => signUp(getCell(), input, { address: ctx.address })),
  verifyEmail: publicProcedure.input(VerifyEmailInput).mutation(({ input }) => verifyEmail(getCell(), input)),
  requestPasswordReset: publicProcedure
    .input(RequestPasswordResetInput)
    .mutation(({ ctx, input }) => requestPasswordReset(getCell(), input, { address: ctx.address })),
  resetPassword: publicProcedure
    .input(ResetPasswordInput)
    .mutation(({ input }) => resetPassword(getCell(), input)),
  me: publicProcedure.query(({ ctx }) => ctx.user),
  resendVerification: signedInProcedure.mutation(({ ctx }) => resendVerification(getCell(), ctx.user.id)),
  update: signedInProcedure
    .input(UpdateUserInput)
    .mutation(({ ctx, input }) => updateUser(getCell(), ctx.user.id, input)),
  signOutEverywhere: signedInProcedure.mutation(({ ctx }) => endAllSessions(getCell(), ctx.user.id)),
});
