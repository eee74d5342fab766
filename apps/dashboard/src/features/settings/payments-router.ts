import {
  beginOnboarding,
  checkAccount,
  closeFailedRefund,
  confirmRefund,
  continueOnboarding,
  getAccount,
  getLosses,
  listAccounts,
  listAttempts,
  listPaymentCases,
  listProviders,
  type OnboardingPages,
  orderAccounts,
  removeAccount,
  resolvePaymentCase,
  saveAccount,
  switchAccount,
} from "@hutong/payments";
import { BeginOnboardingInput, SaveAccountInput } from "@hutong/payments/schemas";
import { z } from "zod";
import { dashboardOrigin } from "../../env.ts";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";
import { paths } from "../../shell/paths.ts";

const id = z.string().max(40);
const OneThing = InStore.extend({ id });

// Where the browser comes back to is ours to say, never the caller's.
const pagesOf =
  (store: string): OnboardingPages =>
  (account) => {
    const at = (setUp: "back" | "again") => dashboardOrigin + paths.payment(store, account, setUp);
    return { returnUrl: at("back"), renewUrl: at("again") };
  };

export const paymentsRouter = router({
  providers: storeProcedureFor("settings.read").query(({ ctx }) => listProviders(ctx.store)),
  accounts: storeProcedureFor("settings.read").query(({ ctx }) => listAccounts(ctx.store)),
  account: storeProcedureFor("settings.read")
    .input(OneThing)
    .query(({ ctx, input }) => getAccount(ctx.store, input)),
  save: storeProcedureFor("settings.write")
    .input(InStore.extend(SaveAccountInput.shape))
    .mutation(({ ctx, input: { store: _, ...account }, signal }) => saveAccount(ctx.store, account, signal)),
  check: storeProcedureFor("settings.write")
    .input(OneThing)
    .mutation(({ ctx, input }) => checkAccount(ctx.store, input)),
  onboard: storeProcedureFor("settings.write")
    .input(InStore.extend(BeginOnboardingInput.shape))
    .mutation(({ ctx, input: { store, ...account } }) => beginOnboarding(ctx.store, account, pagesOf(store))),
  resumeOnboarding: storeProcedureFor("settings.write")
    .input(OneThing)
    .mutation(({ ctx, input: { store, id } }) => continueOnboarding(ctx.store, { id }, pagesOf(store))),
  switch: storeProcedureFor("settings.write")
    .input(OneThing.extend({ isEnabled: z.boolean() }))
    .mutation(({ ctx, input }) => switchAccount(ctx.store, input)),
  arrange: storeProcedureFor("settings.write")
    .input(InStore.extend({ ids: z.array(id).min(1).max(200) }))
    .mutation(({ ctx, input }) => orderAccounts(ctx.store, input)),
  remove: storeProcedureFor("settings.write")
    .input(OneThing)
    .mutation(({ ctx, input }) => removeAccount(ctx.store, input)),
  cases: storeProcedureFor("orders.read").query(({ ctx }) => listPaymentCases(ctx.store)),
  resolveCase: storeProcedureFor("payments.write")
    .input(OneThing.extend({ action: z.enum(["refund", "keep"]) }))
    .mutation(({ ctx, input: { id, action } }) => resolvePaymentCase(ctx.store, { id, action })),
  confirmRefund: storeProcedureFor("payments.write")
    .input(OneThing)
    .mutation(({ ctx, input }) => confirmRefund(ctx.store, input)),
  closeFailedRefund: storeProcedureFor("payments.write")
    .input(OneThing)
    .mutation(({ ctx, input }) => closeFailedRefund(ctx.store, input)),
  losses: storeProcedureFor("payments.read")
    .input(InStore.extend({ days: z.int().min(1).max(92) }))
    .query(({ ctx, input }) => getLosses(ctx.store, input)),
  /** How a checkout that was not paid was tried. */
  tries: storeProcedureFor("payments.read")
    .input(InStore.extend({ checkoutId: id }))
    .query(({ ctx, input }) =>
      listAttempts(ctx.store, { purpose: "checkout", referenceId: input.checkoutId }),
    ),
});
